import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'

type Props = {
  /** A sentence about the reader or the thing, not the name of a module. */
  title: string
  lead?: ReactNode
  /** The one primary action of the page. */
  action?: ReactNode
  /** Where a deep page stands, outermost first, without the page itself. */
  trail?: readonly { to: string; label: string }[]
}

/** Begins every page; also names the browser's tab. */
export function PageHeader({ title, lead, action, trail }: Props) {
  const { t } = useTranslation()
  const brand = t('app.name')
  useEffect(() => {
    document.title = `${title} · ${brand}`
  }, [title, brand])
  return (
    <header className="page-header">
      {trail && (
        <nav className="trail" aria-label={t('web.breadcrumbs')}>
          <ol>
            {trail.map(step => (
              <li key={step.to}>
                <Link to={step.to}>{step.label}</Link>
              </li>
            ))}
          </ol>
        </nav>
      )}
      <div className="page-header-row">
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
        </div>
        {action && <div className="page-action">{action}</div>}
      </div>
    </header>
  )
}
