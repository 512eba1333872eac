import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useLocation } from 'react-router'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { stopLetters } from '../contract/letters.ts'

/** Where the link in a letter leads: one click stops them, without signing in. Opening it alone changes nothing. */
export default function StopLettersPage() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const { hash } = useLocation()
  const [done, setDone] = useState(false)
  const stop = useCommand(stopLetters)
  const token = decode(hash.slice(1))
  return (
    <>
      <PageHeader title={t('information.stop.title')} />
      <Sheet>
        <div className="stack">
          <p role="status">{t(done ? 'information.stop.done' : 'information.stop.text')}</p>
          {stop.error !== null && (
            <p role="alert" className="attention">
              {textOf(stop.error)}
            </p>
          )}
          <div>
            {done ? (
              <Link to="/">{t('web.home')}</Link>
            ) : (
              <Button
                type="primary"
                loading={stop.pending}
                onClick={() =>
                  void stop.run({ body: { token: token || '-' } }).then(
                    () => setDone(true),
                    () => {},
                  )
                }
              >
                {t('information.stop.stop')}
              </Button>
            )}
          </div>
        </div>
      </Sheet>
    </>
  )
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}
