import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getVersion, type PlanFramework, type PlanVersion } from '../../contract/versions.ts'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'

/** Competencies against courses: what nobody teaches, and which course teaches nothing that was set out. */
export default function MapPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getVersion, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {plan => ({
        title: t('programmes.map.title'),
        lead: t('programmes.map.lead'),
        trail: [
          { to: '/programmes', label: t('programmes.title') },
          { to: `/programmes/${plan.programme.id}`, label: name(plan.programme.name) },
          {
            to: `/programme-versions/${plan.id}`,
            label: t('programmes.version_number', { number: plan.number }),
          },
        ],
        main: (
          <>
            <Gaps plan={plan} />
            {plan.frameworks.length === 0 && (
              <Empty
                title={t('programmes.map.empty')}
                text={t('programmes.map.empty_text')}
                action={<Link to={`/programme-versions/${plan.id}`}>{t('programmes.map.to_version')}</Link>}
              />
            )}
            {plan.frameworks.map(framework => (
              <Matrix key={framework.id} plan={plan} framework={framework} />
            ))}
          </>
        ),
      })}
    </DetailPage>
  )
}

const levelIn = (course: PlanVersion['courses'][number], competencyId: string) =>
  course.aims.find(aim => aim.competencyId === competencyId)?.level

function Gaps({ plan }: { plan: PlanVersion }) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const taught = new Set(plan.courses.flatMap(course => course.aims.map(aim => aim.competencyId)))
  const without = plan.frameworks.flatMap(one => one.competencies).filter(({ id }) => !taught.has(id))
  const idle = plan.courses.filter(course => course.aims.length === 0 && course.kind !== 'general')
  const join = (parts: string[]) => parts.join(language === 'zh' ? '、' : ', ')
  return (
    <Sheet title={t('programmes.map.gaps')}>
      <ul className="line-list">
        <li>
          <div>
            {t('programmes.map.without_course', { count: without.length })}
            <p className="caption">{join(without.map(one => name(one.name)))}</p>
          </div>
          <StatusTag tone={without.length ? 'act' : 'agreed'}>
            {t(without.length ? 'programmes.map.gap' : 'programmes.map.none')}
          </StatusTag>
        </li>
        <li>
          <div>
            {t('programmes.map.without_competency', { count: idle.length })}
            <p className="caption">{join(idle.map(one => name(one.name)))}</p>
          </div>
          <StatusTag tone={idle.length ? 'uncertain' : 'agreed'}>
            {t(idle.length ? 'programmes.map.gap' : 'programmes.map.none')}
          </StatusTag>
        </li>
      </ul>
    </Sheet>
  )
}

/** The matrix on a wide page; on the phone the same as a list, competency by competency. */
function Matrix({ plan, framework }: { plan: PlanVersion; framework: PlanFramework }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const courses = plan.courses.filter(course =>
    course.aims.some(aim => framework.competencies.some(({ id }) => id === aim.competencyId)),
  )
  const teaching = (id: string) =>
    courses.flatMap(course => {
      const level = levelIn(course, id)
      return level ? [t('programmes.plan.taught_at', { course: name(course.name), level })] : []
    })
  return (
    <Sheet title={name(framework.name)} note={t('programmes.map.levels', { levels: levelWords() })}>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard */}
      <section className="map-wide" tabIndex={0} aria-label={name(framework.name)}>
        <table className="map-table">
          <thead>
            <tr>
              <th scope="col">{t('programmes.plan.competency')}</th>
              {courses.map(course => (
                <th key={course.id} scope="col" className="map-course">
                  <span>{name(course.name)}</span>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {framework.competencies.map(({ id, code, name: named }) => (
              <tr key={id} data-gap={teaching(id).length === 0 || undefined}>
                <th scope="row">
                  <span className="caption">{code}</span> {name(named)}
                </th>
                {courses.map(course => {
                  const level = levelIn(course, id)
                  return (
                    <td key={course.id} data-level={level}>
                      {level ?? ''}
                    </td>
                  )
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <ul className="line-list map-phone">
        {framework.competencies.map(({ id, code, name: named }) => (
          <li key={id}>
            <div>
              {name(named)} <span className="caption">{code}</span>
              <p className="caption">{teaching(id).join(' · ') || t('programmes.map.nobody')}</p>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )

  function levelWords(): string {
    return framework.levels.zh
      .map((zh, i) => `${i + 1} ${name({ zh, en: framework.levels.en[i] || null })}`)
      .join(' · ')
  }
}
