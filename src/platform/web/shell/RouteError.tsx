import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useRouteError } from 'react-router'
import { RequestError } from '../../contract/client.ts'
import { WholePage } from './ErrorPages.tsx'

/** What stands in place of a page that failed: a newer version on the server, or something unexpected. */
export function RouteError() {
  const { t } = useTranslation()
  const error = useRouteError()
  const outdated =
    error instanceof TypeError && /dynamically imported|module script|preload/i.test(error.message)
  const id = error instanceof RequestError ? error.body.requestId : undefined
  return (
    <div className="route-error">
      <WholePage
        title={t(outdated ? 'web.updated.title' : 'web.crash.title')}
        text={t(outdated ? 'web.updated.text' : 'web.crash.text')}
      >
        {id && <p className="caption">{t('web.crash.reference', { id })}</p>}
        <Button type="primary" onClick={() => location.reload()}>
          {t('web.reload')}
        </Button>
        <Link to="/" reloadDocument>
          {t('web.home')}
        </Link>
      </WholePage>
    </div>
  )
}
