import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { type Correction, countCorrections, exportCorrections, listCorrections } from '../../contract.ts'
import { CORRECTED_FIELDS } from '../../rules/privacy.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { CORRECTION_TONE } from './tones.ts'

const STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const
const SHAPE = { facets: { state: STATES, field: CORRECTED_FIELDS }, sorts: ['newest'] } as const

/** What people ask the organisation to put right, and the answers. */
export default function CorrectionsPage() {
  const { t } = useTranslation()
  const { day } = useFormat()
  const list = useListState(SHAPE)
  const query = { q: list.q || undefined, state: list.one('state'), field: list.one('field') }
  const rows = usePaged(listCorrections, { query })
  const counts = useRead(countCorrections, { query }).data
  const [open, setOpen] = useState<Correction | null>(null)
  return (
    <>
      <ListPage
        title={t('members.corrections.heading')}
        lead={t('members.corrections.lead')}
        list={list}
        rows={rows}
        total={counts?.total}
        searchLabel={t('members.people.search')}
        facets={[
          {
            ...{ name: 'state', label: t('data.field.state'), single: true },
            options: (counts?.states ?? []).map(({ value, count }) => ({
              ...{ value, count, label: t(`members.correction.${value}`) },
            })),
          },
          {
            ...{ name: 'field', label: t('members.correct.field'), single: true },
            options: (counts?.fields ?? []).map(({ value, count }) => ({
              ...{ value, count, label: t(`members.correct.${value}`) },
            })),
          },
        ]}
        exports={{
          excel: addressOf(exportCorrections, { query: { ...query, format: 'xlsx' } }),
          csv: addressOf(exportCorrections, { query: { ...query, format: 'csv' } }),
        }}
        columns={[
          {
            key: 'entry',
            title: t('members.corrections.entry'),
            render: row => row.entry,
          },
          {
            key: 'field',
            title: t('members.correct.field'),
            render: row => t(`members.correct.${row.field}`),
          },
          { key: 'wanted', title: t('members.correct.wanted'), render: row => row.wanted },
          {
            key: 'due',
            title: t('members.corrections.answer'),
            wideOnly: true,
            render: row =>
              row.state === 'open'
                ? t('members.corrections.due', { day: day(row.dueOn, 'short') })
                : row.answer,
          },
          {
            key: 'state',
            title: t('data.field.state'),
            render: row => (
              <StatusTag tone={CORRECTION_TONE[row.state]}>{t(`members.correction.${row.state}`)}</StatusTag>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowLink={row => (row.entry === null ? undefined : `/people/${row.affiliationId}`)}
        rowAction={row =>
          row.state === 'open' && (
            <Button size="small" onClick={() => setOpen(row)}>
              {t('members.corrections.answer')}
            </Button>
          )
        }
        empty={<Empty title={t('members.corrections.empty')} text={t('members.corrections.empty_text')} />}
      />
      <SideDrawer
        open={open !== null}
        title={open ? `${open.entry} · ${t(`members.correct.${open.field}`)}` : ''}
        onClose={() => setOpen(null)}
      >
        {open && <AnswerForm row={open} onDone={() => setOpen(null)} />}
      </SideDrawer>
    </>
  )
}
