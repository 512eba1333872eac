import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import '../notices.css'

type Props = {
  title: string
  note: string
  /** Stands with the address, while it is shown. */
  once: string
  feed: { createdAt: string | null; lastUsedAt: string | null }
  /** Makes an address and gives it; the one before ends. */
  make: () => Promise<string>
  end: () => Promise<unknown>
  /** Whether making one is what the page is for. */
  primary?: boolean
}

/** A secret address for calendars: made, shown once, changed, ended. */
export function AddressSheet({ title, note, once, feed, make, end, primary = false }: Props) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const [url, setUrl] = useState('')
  const [busy, setBusy] = useState(false)
  const { createdAt, lastUsedAt } = feed
  const onMake = async () => {
    const sure = { title: t('information.feed.renew.title'), text: t('information.feed.renew.text') }
    if (createdAt && !(await confirm({ ...sure, confirm: t('information.feed.renew') }))) return
    setBusy(true)
    await attempt(async () => setUrl(await make()))
    setBusy(false)
  }
  const onEnd = async () => {
    const sure = { title: t('information.feed.revoke.title'), text: t('information.feed.revoke.text') }
    if (!(await confirm({ ...sure, confirm: t('information.feed.revoke'), grave: true }))) return
    if (await attempt(end)) setUrl('')
  }
  return (
    <Sheet title={title} note={note}>
      <div className="stack">
        {createdAt && (
          <p className="caption">
            {t('information.feed.created', { at: instant(createdAt) })}
            {lastUsedAt && ` · ${t('information.feed.used', { at: instant(lastUsedAt) })}`}
          </p>
        )}
        {url && (
          <div>
            <Input
              readOnly
              value={url}
              aria-label={t('information.feed.address')}
              onFocus={event => event.target.select()}
            />
            <p className="attention">{once}</p>
          </div>
        )}
        <div className="notice-tools">
          <Button
            type={primary && !createdAt ? 'primary' : 'default'}
            loading={busy}
            onClick={() => void onMake()}
          >
            {t(createdAt ? 'information.feed.renew' : 'information.feed.create')}
          </Button>
          {createdAt && (
            <Button danger onClick={() => void onEnd()}>
              {t('information.feed.revoke')}
            </Button>
          )}
        </div>
      </div>
    </Sheet>
  )
}
