import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listPlans, type PlanRow } from '../../contract/plans.ts'
import { keepWay } from '../../policy.ts'
import { VerdictTag } from './VerdictTag.tsx'
import './plans.css'

/** Ways that are followed: one's own, one's children's, and those one was asked to advise on. */
export default function PlansPage() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const keeps = viewer && inAudience(keepWay, viewer)
  const read = useRead(listPlans, {})
  return (
    <>
      <PageHeader
        title={t('overpass.plans.title')}
        lead={t('overpass.plans.lead')}
        trail={[{ to: '/overpass', label: t('overpass.plan.nav') }]}
      />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              title={t('overpass.plans.empty')}
              text={t(keeps ? 'overpass.plans.empty_text' : 'overpass.plans.empty_others')}
              action={
                keeps && (
                  <Link to="/overpass">
                    <Button type="primary">{t('overpass.plans.find')}</Button>
                  </Link>
                )
              }
            />
          ) : (
            <div className="stack">
              {(['learner', 'adviser', 'guardian'] as const).map(as => (
                <Group key={as} as={as} rows={rows.filter(row => row.as === as)} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

function Group({ as, rows }: { as: PlanRow['as']; rows: PlanRow[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  if (rows.length === 0) return null
  return (
    <Sheet title={t(`overpass.plans.as.${as}`)}>
      <ul className="line-list">
        {rows.map(row => (
          <li key={row.id}>
            <span>
              <Link to={`/overpass/plans/${row.id}`}>{name(row.to.name)}</Link>
              <span className="caption plan-whose">
                {[as === 'learner' ? null : row.learner, name(row.to.organisation.name)]
                  .filter(Boolean)
                  .join(' · ')}
              </span>
            </span>
            <span className="line-list-end plan-tags">
              {row.changed && row.verdict !== 'arrived' && <strong>{t('overpass.follow.changed')}</strong>}
              <VerdictTag verdict={row.verdict} />
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
