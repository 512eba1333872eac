import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { confirmDeletion, listReceipts, type Receipt } from '../contract/files.ts'
import './library.css'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { useLibraryWords } from './words.ts'

const SHAPE = { facets: { show: ['to_delete'] }, sorts: ['newest'] } as const

/** What one took along under which licence, and what has to be deleted since. */
export default function ReceiptsPage() {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const words = useLibraryWords()
  const list = useListState(SHAPE)
  const rows = usePaged(listReceipts, { query: { show: list.one('show') ?? 'all' } })
  return (
    <ListPage
      title={t('library.receipts_heading')}
      lead={t('library.receipts_lead')}
      list={list}
      rows={rows}
      searchLabel={false}
      facets={[
        {
          name: 'show',
          label: t('library.column.status'),
          single: true,
          options: [{ value: 'to_delete', label: t('library.to_delete') }],
        },
      ]}
      columns={[
        {
          key: 'title',
          title: t('library.column.title'),
          render: row => `${name(row.title)} · ${t('library.version_number', { number: row.number })}`,
        },
        { key: 'owner', title: t('library.column.owner'), render: row => name(row.owner.name) },
        {
          key: 'licence',
          title: t('library.column.licence'),
          render: row => (
            <>
              {t(`library.licence.${row.licence}`)}
              <p className="caption">{words.uses(row.uses)}</p>
              {row.licenceText && <p className="caption library-lines">{row.licenceText}</p>}
            </>
          ),
        },
        {
          key: 'who',
          title: t('library.taken_by'),
          wideOnly: true,
          render: row => `${row.byName} · ${instant(row.at)}`,
        },
        { key: 'state', title: t('library.column.status'), render: row => <State row={row} /> },
      ]}
      rowKey={row => row.id}
      rowLink={row => (row.recalledAt ? undefined : `/library/${row.itemId}`)}
      rowAction={row => <Confirm row={row} />}
      empty={<Empty title={t('library.receipts_empty')} text={t('library.receipts_empty_text')} />}
    />
  )
}

function State({ row }: { row: Receipt }) {
  const { t } = useTranslation()
  if (!row.recalledAt) return <StatusTag tone="agreed">{t('library.receipt_valid')}</StatusTag>
  return row.deletedAt ? (
    <StatusTag tone="quiet">{t('library.receipt_deleted')}</StatusTag>
  ) : (
    <StatusTag tone="act">{t('library.to_delete')}</StatusTag>
  )
}

function Confirm({ row }: { row: Receipt }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const done = useCommand(confirmDeletion, ['information.'])
  if (!row.recalledAt || row.deletedAt) return null
  const say = async () => {
    const word = t('library.confirm_deletion')
    if (await confirm({ title: word, text: t('library.confirm_deletion_text'), confirm: word }))
      await attempt(() => done.run({ params: { id: row.id } }))
  }
  return (
    <Button loading={done.pending} onClick={() => void say()}>
      {t('library.confirm_deletion')}
    </Button>
  )
}
