import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { applyResultFile, getResultFile, type ResultFile, type ResultProblem } from '../contract.ts'
import './records.css'

/** What was found in a file of results, and the one step that enters it. */
export default function ResultFilePage() {
  const { t } = useTranslation()
  const { id = '' } = useParams()
  const read = useRead(getResultFile, { params: { id } })
  return (
    <DetailPage read={read}>
      {file => ({
        title: t(headingOf(file), { count: file.counts.bad || file.counts.added + file.counts.corrected }),
        lead: file.name,
        trail: [
          { to: '/results', label: t('records.results.title') },
          { to: '/results/import', label: t('records.import.title') },
        ],
        action: <Apply file={file} />,
        main: file.problems.length > 0 && <Problems problems={file.problems} />,
        side: <Counts file={file} />,
      })}
    </DetailPage>
  )
}

const headingOf = ({ state, counts }: ResultFile) => {
  if (state === 'applied') return 'records.file.applied' as const
  return counts.bad ? ('records.file.bad' as const) : ('records.file.ready' as const)
}

function Apply({ file }: { file: ResultFile }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const apply = useCommand(applyResultFile)
  if (file.state === 'applied') return <Link to="/results">{t('records.file.see')}</Link>
  if (file.counts.bad)
    return (
      <Link to="/results/import">
        <Button type="primary">{t('records.file.again')}</Button>
      </Link>
    )
  const run = () =>
    apply.run({ params: { id: file.id }, body: { version: file.version } }).then(
      () => notice(t('records.file.done')),
      error => notice(textOf(error)),
    )
  return (
    <Button type="primary" loading={apply.pending} onClick={() => void run()}>
      {t('records.file.apply')}
    </Button>
  )
}

function Problems({ problems }: { problems: readonly ResultProblem[] }) {
  const { t } = useTranslation()
  const text = ({ code, data }: ResultProblem) =>
    t(`problem.records.${code}` as 'problem.records.twice', data as { first: number })
  return (
    <Sheet title={t('records.file.problems')} note={t('records.file.problems_note')}>
      <DataTable
        label={t('records.file.problems')}
        columns={[
          { key: 'row', title: t('records.file.row'), render: problem => problem.row },
          { key: 'column', title: t('records.file.column'), render: problem => problem.column },
          { key: 'text', title: t('records.file.problem'), render: text },
        ]}
        rows={problems}
        rowKey={problem => `${problem.row} ${problem.column} ${problem.code}`}
      />
    </Sheet>
  )
}

function Counts({ file }: { file: ResultFile }) {
  const { t } = useTranslation()
  const { number, instant } = useFormat()
  const { counts } = file
  return (
    <Sheet title={t('records.file.counts')}>
      <FactList
        facts={[
          { label: t('records.file.rows'), value: number(counts.rows) },
          { label: t('records.file.added'), value: number(counts.added) },
          { label: t('records.file.corrected'), value: number(counts.corrected) },
          { label: t('records.file.unchanged'), value: number(counts.unchanged) },
          { label: t('records.file.wrong'), value: number(counts.bad) },
          { label: t('records.file.by'), value: file.by, note: instant(file.createdAt) },
          file.forgottenAt !== null && {
            label: t('records.file.kept'),
            value: t('records.import.forgotten', { at: instant(file.forgottenAt) }),
          },
        ]}
      />
    </Sheet>
  )
}
