import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { SearchInput } from '#platform/web/ui/SearchInput.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listNamed, NAMED_MOST, type NamedLearner } from '../contract.ts'
import { OutcomeForm } from './OutcomeForm.tsx'
import './records.css'

/** Learners who named themselves to the reader's organisation or group: what came of it is recorded for one or for many. */
export default function NamedPage() {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [recording, setRecording] = useState(false)
  const list = usePaged(listNamed, { query: { q: q || undefined } })
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id].slice(0, NAMED_MOST))
  const chooseAll = () =>
    setChosen([...new Set([...chosen, ...list.rows.map(row => row.id)])].slice(0, NAMED_MOST))
  const nobody = !list.isLoading && list.error === null && list.rows.length === 0
  return (
    <>
      <PageHeader
        title={t('records.named.title')}
        lead={t('records.named.lead')}
        action={
          !(nobody && q === '') && (
            <Button type="primary" disabled={chosen.length === 0} onClick={() => setRecording(true)}>
              {t('records.named.record', { count: chosen.length })}
            </Button>
          )
        }
      />
      {list.error !== null && <ErrorState error={list.error} onRetry={list.retry} />}
      {nobody && q === '' ? (
        <Empty title={t('records.named.empty')} text={t('records.named.empty_text')} />
      ) : (
        <Sheet>
          <SearchInput value={q} onChange={setQ} label={t('records.named.search')} />
          {list.isLoading && <Skeleton lines={6} />}
          {nobody && <p className="caption">{t('records.named.none_found')}</p>}
          {list.rows.length > 0 && <Rows rows={list.rows} chosen={chosen} onToggle={toggle} />}
          <div className="named-tools">
            {list.rows.length > 1 && <Button onClick={chooseAll}>{t('records.named.choose_all')}</Button>}
            {list.hasMore && (
              <Button onClick={list.more} loading={list.isLoadingMore}>
                {t('action.more')}
              </Button>
            )}
            <Link to="/credentials/earned">{t('records.named.credentials')}</Link>
          </div>
        </Sheet>
      )}
      <SideDrawer
        open={recording}
        title={t('records.named.form_title', { count: chosen.length })}
        onClose={() => setRecording(false)}
      >
        <OutcomeForm
          whose={{ as: 'named', namingIds: [...chosen] }}
          onDone={() => {
            setRecording(false)
            setChosen([])
          }}
        />
      </SideDrawer>
    </>
  )
}

type RowsProps = {
  rows: readonly NamedLearner[]
  chosen: readonly string[]
  onToggle: (id: string) => void
}

function Rows({ rows, chosen, onToggle }: RowsProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  return (
    <DataTable<NamedLearner>
      label={t('records.named.title')}
      rows={rows}
      rowKey={row => row.id}
      columns={[
        {
          ...{ key: 'learner', title: t('records.named.learner') },
          render: row => (
            <Checkbox
              checked={chosen.includes(row.id)}
              onChange={() => onToggle(row.id)}
              aria-label={t('records.named.choose', { name: row.learner })}
            >
              {row.learner}
            </Checkbox>
          ),
        },
        { key: 'school', title: t('records.named.school'), render: row => name(row.school) },
        { key: 'occasion', title: t('records.named.occasion'), render: row => row.occasion },
        {
          ...{ key: 'recorded', title: t('records.named.recorded') },
          render: row => t('records.naming.recorded', { count: row.recorded }),
        },
        {
          ...{ key: 'ends', title: t('records.named.ends'), align: 'end' as const, wideOnly: true },
          render: row => day(row.endsOn, 'short'),
        },
      ]}
    />
  )
}
