import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { exportApplicants, type Intake, listApplicants, rankIntake } from '../../contract.ts'
import { rankIntake as rankPermission } from '../../policy.ts'
import { useCredits } from '../credits.ts'
import { AdmissionTag } from './PhaseTag.tsx'

/** Who has applied, by place; after the last day the school ranks and offers the seats. */
export function Applicants({ intake }: { intake: Intake }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const { credits } = useCredits()
  const viewer = useViewer()
  const params = { id: intake.id }
  const read = useRead(listApplicants, { params, query: {} })
  const isDue = intake.phase === 'closed'
  const places = intake.rankedAt ? 'ranked' : isDue ? 'due' : 'now'
  const ranks = isDue && may(rankPermission, viewer, { receivingOrganisationId: intake.organisation.id })
  const file = (format: 'xlsx' | 'csv') => addressOf(exportApplicants, { params, query: { format } })
  return (
    <Sheet
      title={t('overpass.intake.applicants')}
      note={t(`overpass.intake.applicants_${places}`)}
      aside={ranks && intake.applied !== 0 && <Rank intake={intake} />}
    >
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              title={t('overpass.intake.applicants_empty')}
              text={t('overpass.intake.applicants_empty_text')}
            />
          ) : (
            <>
              <DataTable
                label={t('overpass.intake.applicants')}
                rows={rows}
                rowKey={row => row.id}
                rowLink={row => `/admissions/${row.id}`}
                columns={[
                  { key: 'name', title: t('overpass.field.learner'), render: row => row.learner.name },
                  {
                    ...{ key: 'place', title: t('overpass.field.place'), align: 'end' },
                    render: row => (row.place === null ? '—' : number(row.place)),
                  },
                  {
                    ...{ key: 'school', title: t('overpass.field.from_school'), wideOnly: true },
                    render: row => name(row.learner.organisation),
                  },
                  {
                    ...{ key: 'met', title: t('overpass.field.met'), wideOnly: true },
                    render: row => t(`overpass.admission.met_${row.entryMet ? 'true' : 'false'}`),
                  },
                  {
                    ...{ key: 'score', title: t('overpass.field.score'), align: 'end' },
                    render: row => number(row.score),
                  },
                  {
                    ...{ key: 'credits', title: t('overpass.field.credits'), align: 'end', wideOnly: true },
                    render: row => credits(row.credits),
                  },
                  {
                    ...{ key: 'papers', title: t('overpass.field.papers'), wideOnly: true },
                    render: row => t(`overpass.admission.papers_${row.documentsIn ? 'true' : 'false'}`),
                  },
                  {
                    ...{ key: 'state', title: t('overpass.field.state') },
                    render: row => <AdmissionTag state={row.state} />,
                  },
                ]}
              />
              <p className="overpass-actions">
                <a href={file('xlsx')} download>
                  {t('action.export_excel')}
                </a>
                <a href={file('csv')} download>
                  {t('action.export_csv')}
                </a>
              </p>
            </>
          )
        }
      </Loaded>
    </Sheet>
  )
}

function Rank({ intake }: { intake: Intake }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const rank = useCommand(rankIntake, ['overpass.'])
  const run = async () => {
    const words = {
      title: t('overpass.intake.rank_title'),
      text: t('overpass.intake.rank_text'),
      confirm: t('overpass.intake.rank'),
    }
    if (!(await confirm({ ...words, grave: true }))) return
    await rank.run({ params: { id: intake.id }, body: { version: intake.version } }).then(
      done => notice(t('overpass.intake.rank_done', done)),
      error => notice(textOf(error)),
    )
  }
  return (
    <Button type="primary" loading={rank.pending} onClick={() => void run()}>
      {t('overpass.intake.rank')}
    </Button>
  )
}
