import { docxOf } from '#platform/server/documents/docx-flow.ts'
import { pdfOf } from '#platform/server/documents/pdf-flow.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { printVersion as contract } from '../../contract/versions.ts'
import { mayReadPapers } from '../../policy.ts'
import { readParts } from '../read-version.ts'
import { agreementDocument } from './content.ts'

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'

/** The agreement as a good office would set it: to be read, stamped, or kept beside the signatures. */
export const printVersion: Handler<typeof contract> = async (context, { params, query }) => {
  const parts = await readParts(context, params.id)
  const flow = agreementDocument(parts, {
    languages: query.language === 'both' ? ['zh', 'en'] : [query.language],
    say: context.text,
    signers: mayReadPapers(context.signedIn(), parts.version.facts),
  })
  const { format } = query
  return {
    name: `${flow.title}.${format}`.replaceAll('/', '-'),
    mediaType: format === 'pdf' ? 'application/pdf' : DOCX,
    content: format === 'pdf' ? await pdfOf(flow) : await docxOf(flow),
  }
}
