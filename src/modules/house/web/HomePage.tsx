import { useTranslation } from 'react-i18next'
import { useTodoCounts } from '#modules/information/web/parts/use-todos.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { actingStanding, useSession } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getHome } from '../contract.ts'
import { NewsSheet, WaitingSheet } from './HomeSheets.tsx'
import { FiguresSheet, StandingSheet } from './HomeSide.tsx'
import { PrimaryAction } from './PrimaryAction.tsx'
import './home.css'

/** What waits for the viewer, what is new, and one thing to do, by role. */
export default function HomePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { session } = useSession()
  const home = useRead(getHome, {}, { refetchInterval: 120_000 })
  const standing = actingStanding(session)
  const role = session ? t(`role.${session.viewer.role}`) : ''
  const place = standing?.group ?? standing?.organisation
  const count = (home.data?.waiting.length ?? 0) + (useTodoCounts()?.open ?? 0)
  const who = session?.person.name ?? ''
  return (
    <>
      <PageHeader
        title={
          count > 0
            ? t('house.home.heading', { name: who, count })
            : t('house.home.heading_calm', { name: who })
        }
        lead={[place && name(place.name), role].filter(Boolean).join(' · ')}
        action={<PrimaryAction />}
      />
      <Loaded read={home} lines={9}>
        {({ waiting, news, figures }) => (
          <Columns
            main={
              <>
                <WaitingSheet items={waiting} />
                <NewsSheet items={news} />
              </>
            }
            side={
              <>
                {figures.length > 0 && <FiguresSheet figures={figures} />}
                <StandingSheet />
              </>
            }
          />
        )}
      </Loaded>
    </>
  )
}
