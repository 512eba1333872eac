import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { createFeed, getFeed, revokeFeed } from '../../contract/calendars.ts'

/** The secret address of one's own bookings, or of what takes an offer: made, changed, ended. */
export function FeedSheet({ offerId }: { offerId?: string }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const which = { query: { offer: offerId } }
  const read = useRead(getFeed, which)
  const create = useCommand(createFeed)
  const revoke = useCommand(revokeFeed)
  const [url, setUrl] = useState('')
  const make = async (again: boolean) => {
    const sure = { title: t('sharing.feed.renew_title'), text: t('sharing.feed.renew_text') }
    if (again && !(await confirm({ ...sure, confirm: t('sharing.feed.renew') }))) return
    await attempt(async () => setUrl((await create.run({ body: { offerId: offerId ?? null } })).url))
  }
  const end = async () => {
    const sure = { title: t('sharing.feed.revoke_title'), text: t('sharing.feed.revoke_text') }
    if (!(await confirm({ ...sure, confirm: t('sharing.feed.revoke'), grave: true }))) return
    if (await attempt(() => revoke.run(which))) setUrl('')
  }
  return (
    <Sheet
      title={t('sharing.feed.title')}
      note={t(offerId ? 'sharing.feed.note_offer' : 'sharing.feed.note_own')}
    >
      <Loaded read={read} lines={2}>
        {({ createdAt, lastUsedAt }) => (
          <div className="stack">
            {createdAt && (
              <p className="caption">
                {t('sharing.feed.made', { at: instant(createdAt) })}
                {lastUsedAt && ` · ${t('sharing.feed.used', { at: instant(lastUsedAt) })}`}
              </p>
            )}
            {url && (
              <div>
                <Input
                  readOnly
                  value={url}
                  aria-label={t('sharing.feed.address')}
                  onFocus={event => event.target.select()}
                />
                <p className="attention">{t('sharing.feed.once')}</p>
              </div>
            )}
            <div className="sharing-actions">
              <Button
                type={createdAt || offerId ? 'default' : 'primary'}
                loading={create.pending}
                onClick={() => void make(createdAt !== null)}
              >
                {t(createdAt ? 'sharing.feed.renew' : 'sharing.feed.create')}
              </Button>
              {createdAt && (
                <Button danger onClick={() => void end()}>
                  {t('sharing.feed.revoke')}
                </Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Sheet>
  )
}
