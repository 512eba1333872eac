import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { createOwn } from '#modules/programmes/policy.ts'
import { inAudience } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type Entrance, listEntrances, readWaysToWork } from '../../contract/towards.ts'
import { WORK_READERS } from '../../policy.ts'
import { useCounts } from './counts.ts'

/** The map looked at from its other end: who could come to a school's programmes, what leads to a company's occupations. */
export default function TowardsPage() {
  const { t } = useTranslation()
  const role = useViewer()?.role
  const company = WORK_READERS.some(each => each === role)
  const side = company ? 'company' : 'school'
  return (
    <>
      <PageHeader
        title={t(`overpass.towards.${side}_title`)}
        lead={t(`overpass.towards.${side}_lead`)}
        trail={[{ to: '/overpass/map', label: t('overpass.ways.nav') }]}
      />
      {company ? <ToWork /> : <ToSchool />}
    </>
  )
}

function ToSchool() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(listEntrances, {})
  return (
    <Loaded read={read}>
      {({ rows, least }) =>
        rows.length === 0 ? (
          <Empty title={t('overpass.towards.school_empty')} text={t('overpass.towards.school_empty_text')} />
        ) : (
          <div className="stack">
            {rows.map(row => (
              <Sheet
                key={row.bridgeId}
                title={name(row.to.name)}
                aside={<Link to={`/bridges/${row.bridgeId}`}>{t('overpass.towards.bridge')}</Link>}
              >
                <Sources row={row} />
              </Sheet>
            ))}
            <p className="caption">{t('overpass.towards.least', { least })}</p>
          </div>
        )
      }
    </Loaded>
  )
}

function Sources({ row }: { row: Entrance }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  if (row.from.length === 0) return <p className="caption">{t('overpass.towards.no_sources')}</p>
  return (
    <ul className="line-list">
      {row.from.map(({ programme, organisation, learners }) => (
        <Source key={programme.id} {...{ programme, learners }} about={name(organisation.name)} />
      ))}
    </ul>
  )
}

type SourceProps = { programme: Entrance['to']; about: string; learners: number | null }

/** A programme that leads there, on the map, and how many learn in it. */
function Source({ programme, about, learners }: SourceProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { count } = useCounts('towards.few')
  return (
    <li>
      <div>
        <Link to={`/overpass/map?at=${programme.id}`}>{name(programme.name)}</Link>
        <div className="caption">{about}</div>
      </div>
      <span className="line-list-end">
        {t('overpass.towards.learners')} {count(learners)}
      </span>
    </li>
  )
}

function ToWork() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { count } = useCounts('towards.few')
  const viewer = useViewer()
  const read = useRead(readWaysToWork, {})
  return (
    <Loaded read={read}>
      {({ rows, least }) =>
        rows.length === 0 ? (
          <Empty
            title={t('overpass.towards.company_empty')}
            text={t('overpass.towards.company_empty_text')}
            action={
              viewer &&
              inAudience(createOwn, viewer) && (
                <Link to="/occupations">
                  <Button type="primary">{t('overpass.towards.company_first')}</Button>
                </Link>
              )
            }
          />
        ) : (
          <div className="stack">
            {rows.map(row => (
              <Sheet
                key={row.occupation.id}
                title={name(row.occupation.name)}
                note={t('overpass.towards.followers', { count: count(row.followers) })}
              >
                {row.programmes.length === 0 ? (
                  <p className="caption">{t('overpass.towards.no_programme')}</p>
                ) : (
                  <ul className="line-list">
                    {row.programmes.map(programme => (
                      <Source
                        key={programme.id}
                        programme={programme}
                        learners={programme.learners}
                        about={[
                          name(programme.organisation.name),
                          programme.bridgesTo > 0 &&
                            t('overpass.towards.bridges', { count: programme.bridgesTo }),
                        ]
                          .filter(Boolean)
                          .join(' · ')}
                      />
                    ))}
                  </ul>
                )}
              </Sheet>
            ))}
            <p className="caption">{t('overpass.towards.least', { least })}</p>
          </div>
        )
      }
    </Loaded>
  )
}
