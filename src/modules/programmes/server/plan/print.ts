import { docxOf } from '#platform/server/documents/docx-flow.ts'
import { pdfOf } from '#platform/server/documents/pdf-flow.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { printPlan as contract } from '../../contract/versions.ts'
import { selectOptionalOccupation } from '../queries/occupations.ts'
import { selectOptionalProgramme } from '../queries/programmes.ts'
import { readPlan } from '../versions.ts'
import { planDocument } from './content.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The training plan as a document that a school can hand in, in either language. */
export const printPlan: Handler<typeof contract> = async (context, { params, query }) => {
  const { db, text } = context
  const { language, format } = query
  const plan = await readPlan(context, params.id)
  const { occupationIds = [] } = (await selectOptionalProgramme(db, plan.programme.id)) ?? {}
  const occupations = await Promise.all(occupationIds.map(id => selectOptionalOccupation(db, id)))
  const flow = planDocument(plan, {
    language,
    say: (key, data) => text(language, key, data),
    occupations: occupations.flatMap(one => (one ? [one.name] : [])),
  })
  return {
    name: `${flow.title} ${flow.subtitle}.${format}`.replaceAll('/', '-'),
    mediaType: format === 'pdf' ? 'application/pdf' : DOCX,
    content: format === 'pdf' ? await pdfOf(flow) : await docxOf(flow),
  }
}
