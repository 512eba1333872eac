import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countTransfers, exportTransfers, listTransfers, type TransferRequest } from '../../contract.ts'
import { TRANSFER_TONE } from '../privacy/tones.ts'
import { AcceptForm, RefuseForm, Sent } from './ReceiveForms.tsx'
import '../members.css'

const SHAPE = { facets: { state: ['sent', 'accepted', 'refused'] }, sorts: ['newest'] } as const
type Open = { what: 'accept' | 'refuse'; row: TransferRequest }

/** Learners who ask to come to the school. */
export default function TransfersPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const list = useListState(SHAPE)
  const query = { q: list.q || undefined, state: list.one('state') }
  const rows = usePaged(listTransfers, { query })
  const counts = useRead(countTransfers, { query }).data
  const [open, setOpen] = useState<Open | null>(null)
  const close = () => setOpen(null)
  return (
    <>
      <ListPage
        title={t('members.transfers.heading')}
        lead={t('members.transfers.lead')}
        list={list}
        rows={rows}
        total={counts?.total}
        searchLabel={t('members.transfers.search')}
        facets={[
          {
            ...{ name: 'state', label: t('data.field.state'), single: true },
            options: (counts?.states ?? []).map(({ value, count }) => ({
              ...{ value, count, label: t(`members.transfer.${value}`) },
            })),
          },
        ]}
        exports={{
          excel: addressOf(exportTransfers, { query: { ...query, format: 'xlsx' } }),
          csv: addressOf(exportTransfers, { query: { ...query, format: 'csv' } }),
        }}
        columns={[
          { key: 'name', title: t('members.correct.name'), render: row => row.name },
          {
            key: 'from',
            title: t('members.transfer.former_school'),
            render: row =>
              [row.formerSchool && name(row.formerSchool), row.formerClass].filter(Boolean).join(' · '),
          },
          {
            key: 'due',
            title: t('members.corrections.answer'),
            wideOnly: true,
            render: row =>
              row.state === 'sent' && t('members.corrections.due', { day: day(row.dueOn, 'short') }),
          },
          {
            key: 'state',
            title: t('data.field.state'),
            render: row => (
              <StatusTag tone={TRANSFER_TONE[row.state]}>{t(`members.transfer.${row.state}`)}</StatusTag>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowAction={row =>
          row.state === 'sent' ? (
            <span className="actions-row">
              <Button size="small" type="primary" onClick={() => setOpen({ what: 'accept', row })}>
                {t('members.transfers.accept')}
              </Button>
              <Button size="small" onClick={() => setOpen({ what: 'refuse', row })}>
                {t('members.transfers.refuse')}
              </Button>
            </span>
          ) : (
            row.affiliationId && (
              <Link to={`/people/${row.affiliationId}`}>{t('members.transfers.to_entry')}</Link>
            )
          )
        }
        empty={<Empty title={t('members.transfers.empty')} text={t('members.transfers.empty_text')} />}
      />
      <SideDrawer
        open={open !== null}
        title={
          open?.what === 'refuse'
            ? t('members.transfers.refuse')
            : t('members.transfers.accept_title', { name: open?.row.name ?? '' })
        }
        onClose={close}
      >
        {open && <Sent row={open.row} />}
        {open?.what === 'accept' && <AcceptForm row={open.row} onDone={close} />}
        {open?.what === 'refuse' && <RefuseForm row={open.row} onDone={close} />}
      </SideDrawer>
    </>
  )
}
