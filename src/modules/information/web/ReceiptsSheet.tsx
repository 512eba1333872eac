import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { countReceipts, listReceipts } from '../contract/notice-parts.ts'
import type { OneNotice } from '../contract/notices.ts'

/** How many have read a notice: by name at the own organisation, in numbers elsewhere. */
export function ReceiptsSheet({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const params = { id: notice.id }
  const counts = useRead(countReceipts, { params })
  return (
    <Sheet title={t('information.notices.receipts')}>
      <Loaded read={counts} lines={2}>
        {({ reached, read, organisations }) => (
          <>
            <p>{t('information.notices.receipts.count', { read, reached })}</p>
            {notice.sender.group ? (
              <ul className="notice-list">
                {organisations.map(one => (
                  <li key={one.id}>
                    <span>{name(one.name)}</span>
                    <span className="caption">
                      {one.read} / {one.reached}
                    </span>
                  </li>
                ))}
              </ul>
            ) : (
              <Names id={notice.id} />
            )}
          </>
        )}
      </Loaded>
    </Sheet>
  )
}

function Names({ id }: { id: string }) {
  const { t } = useTranslation()
  const { distance } = useFormat()
  const list = usePaged(listReceipts, { params: { id } })
  return (
    <>
      <ul className="notice-list">
        {list.rows.map(row => (
          <li key={row.affiliationId}>
            <span>
              {row.name} <span className="caption">{row.className ?? t(`role.${row.role}`)}</span>
            </span>
            <span className="caption">
              {row.readAt ? distance(row.readAt) : t('information.notices.unread')}
            </span>
          </li>
        ))}
      </ul>
      {list.hasMore && <Button onClick={list.more}>{t('action.more')}</Button>}
    </>
  )
}
