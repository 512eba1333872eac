import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getOccupation, type Occupation, type Research } from '../../contract/occupations.ts'
import { keepOwn, reportResearch } from '../../policy.ts'
import '../programmes.css'
import { usePageId } from '#platform/web/page-id.ts'
import { OccupationForm } from './OccupationForm.tsx'
import { ResearchForm } from './ResearchForm.tsx'

/** One occupation: what companies say of it, and the programmes that lead there. */
export default function OccupationPage() {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const viewer = useViewer()
  const read = useRead(getOccupation, { params: { id: usePageId() } })
  const [open, setOpen] = useState<'change' | 'report' | null>(null)
  return (
    <DetailPage read={read}>
      {occupation => ({
        title: name(occupation.name),
        lead: occupation.surveyedOn
          ? t('programmes.occupations.wanted_by', {
              ...{
                count: occupation.demand,
                shown: number(occupation.demand),
                companies: occupation.companies,
              },
            })
          : t('programmes.occupations.not_asked'),
        trail: [
          { to: '/programmes', label: t('programmes.title') },
          { to: '/occupations', label: t('programmes.occupations.title') },
        ],
        action: inAudience(reportResearch, viewer) && (
          <Button type="primary" onClick={() => setOpen('report')}>
            {t('programmes.occupations.report')}
          </Button>
        ),
        main: (
          <>
            {occupation.research.length === 0 && (
              <Empty
                title={t('programmes.occupations.silent')}
                text={t('programmes.occupations.silent_text')}
              />
            )}
            {occupation.research.map(one => (
              <OneAnswer key={one.id} research={one} />
            ))}
            <SideDrawer
              open={open !== null}
              title={t(open === 'report' ? 'programmes.occupations.report' : 'programmes.change')}
              onClose={() => setOpen(null)}
            >
              {open === 'change' && <OccupationForm occupation={occupation} onDone={() => setOpen(null)} />}
              {open === 'report' && <ResearchForm id={occupation.id} onDone={() => setOpen(null)} />}
            </SideDrawer>
          </>
        ),
        side: (
          <Side
            occupation={occupation}
            onChange={may(keepOwn, viewer, occupation) ? () => setOpen('change') : undefined}
          />
        ),
      })}
    </DetailPage>
  )
}

function OneAnswer({ research }: { research: Research }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  return (
    <Sheet
      title={name(research.organisation.name)}
      note={`${research.surveyedOn} · ${t('programmes.occupations.wanted', {
        ...{ count: research.demand, shown: number(research.demand) },
      })} · ${research.byName}`}
    >
      <p className="kept-lines">{name(research.tasks)}</p>
      <ul className="skill-list">
        {research.skills.map(skill => (
          <li key={skill.competencyId}>
            <Link to={`/frameworks/${skill.framework.id}`}>{name(skill.name)}</Link>{' '}
            <span className="caption">{name(skill.levelName)}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Side({ occupation, onChange }: { occupation: Occupation; onChange?: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <>
      <Sheet
        title={t('programmes.about')}
        aside={
          onChange && (
            <Button size="small" onClick={onChange}>
              {t('programmes.change')}
            </Button>
          )
        }
      >
        {occupation.summary && <p className="kept-lines">{name(occupation.summary)}</p>}
        <p className="caption">
          {occupation.code} · {name(occupation.organisation.name)}
        </p>
      </Sheet>
      {occupation.programmes.length > 0 && (
        <Sheet title={t('programmes.occupations.ways')}>
          <ul className="line-list">
            {occupation.programmes.map(one => (
              <li key={one.id}>
                <div>
                  <Link to={`/programmes/${one.id}`}>{name(one.name)}</Link>
                  <p className="caption">{name(one.organisation.name)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
