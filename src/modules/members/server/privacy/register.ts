import { today } from '#platform/contract/days.ts'
import { inLanguage } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { Processing } from '#platform/server/personal-data.ts'
import type * as contract from '../../contract/privacy.ts'
import type { ProcessingView } from '../../contract/privacy.ts'
import { readPeriods } from './periods.ts'
import { drawRegister } from './register-pdf.ts'

async function rowsOf({ db }: Pick<Context, 'db'>, list: readonly Processing[]): Promise<ProcessingView[]> {
  const periods = await readPeriods(db)
  return list.map(({ key, basis, periods: used }) => ({
    ...{ key, basis: [...basis] },
    periods: periods.filter(period => used.includes(period.key)),
  }))
}

export const getRegisterOf =
  (list: readonly Processing[]): Handler<typeof contract.getRegister> =>
  async context => ({ rows: await rowsOf(context, list) })

/** The same as a PDF: each line of the register with its words, for the files and for whoever inspects them. */
export const getRegisterPdfOf =
  (list: readonly Processing[]): Handler<typeof contract.getRegisterPdf> =>
  async context => {
    const { language, text } = context
    const rows = await rowsOf(context, list)
    const title = text(language, 'privacy.register.title')
    const entries = rows.map(row => ({
      title: text(language, `processing.${row.key}`),
      facts: [
        ...(['data', 'purpose', 'who', 'kept'] as const).map(part => ({
          label: text(language, `privacy.register.${part}`),
          value: text(language, `processing.${row.key}.${part}`),
        })),
        {
          label: text(language, 'privacy.register.basis'),
          value: row.basis
            .map(basis => text(language, `privacy.basis.${basis}`))
            .join(language === 'zh' ? '；' : '; '),
        },
        ...row.periods.map(period => ({
          label: text(language, `privacy.period.${period.key}`),
          value: [
            text(language, 'privacy.days', { days: period.days }),
            inLanguage(period.source, language),
            period.verified ? '' : text(language, 'privacy.unverified'),
          ]
            .filter(Boolean)
            .join(' · '),
        })),
      ],
    }))
    const lead = text(language, 'privacy.register.as_of', { day: today() })
    return {
      name: `${title} ${today()}.pdf`,
      mediaType: 'application/pdf',
      content: await drawRegister({ title, lead, language, entries }),
    }
  }
