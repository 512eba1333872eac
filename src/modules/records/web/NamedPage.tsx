import { Button, Checkbox } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { countNamed, exportNamed, listNamed, NAMED_MOST, NAMED_STATES } from '../contract.ts'
import { OutcomeForm } from './OutcomeForm.tsx'
import './records.css'

/** Learners who named themselves to the reader's organisation or group: what came of it is recorded for one or for many. */
export default function NamedPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [recording, setRecording] = useState(false)
  const list = useListState({ facets: { state: NAMED_STATES }, sorts: ['latest'] })
  const query = { q: list.q || undefined, state: list.one('state') }
  const rows = usePaged(listNamed, { query })
  const counts = useRead(countNamed, { query })
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id].slice(0, NAMED_MOST))
  const chooseAll = () =>
    setChosen([...new Set([...chosen, ...rows.rows.map(row => row.id)])].slice(0, NAMED_MOST))
  return (
    <>
      <ListPage
        title={t('records.named.title')}
        lead={
          <>
            {t('records.named.lead')} <Link to="/credentials/earned">{t('records.named.credentials')}</Link>
          </>
        }
        action={
          (rows.rows.length > 0 || chosen.length > 0) && (
            <div className="records-actions">
              {rows.rows.length > 1 && (
                <Button onClick={chooseAll}>{t('records.named.choose_all', { most: NAMED_MOST })}</Button>
              )}
              <Button type="primary" disabled={chosen.length === 0} onClick={() => setRecording(true)}>
                {t('records.named.record', { count: chosen.length })}
              </Button>
            </div>
          )
        }
        list={list}
        rows={rows}
        total={counts.data?.total}
        searchLabel={t('records.named.search')}
        facets={[
          {
            ...{ name: 'state', label: t('records.named.state'), single: true },
            options: (counts.data?.states ?? []).map(({ value, count }) => ({
              value,
              count,
              label: t(`records.named.state.${value}`),
            })),
          },
        ]}
        exports={{
          excel: addressOf(exportNamed, { query: { ...query, format: 'xlsx' } }),
          csv: addressOf(exportNamed, { query: { ...query, format: 'csv' } }),
        }}
        columns={[
          {
            ...{ key: 'learner', title: t('records.named.learner') },
            render: row => (
              <Checkbox
                checked={chosen.includes(row.id)}
                onChange={() => toggle(row.id)}
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
        rowKey={row => row.id}
        empty={<Empty title={t('records.named.empty')} text={t('records.named.empty_text')} />}
      />
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
