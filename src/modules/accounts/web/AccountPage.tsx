import { useTranslation } from 'react-i18next'
import { useRead } from '#platform/web/query.ts'
import { useSession } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getSecurity } from '../contract/security.ts'
import { EmailSection } from './EmailSection.tsx'
import { LettersSection } from './LettersSection.tsx'
import { PrivacySection } from './leaving/PrivacySection.tsx'
import { PasswordSection } from './PasswordSection.tsx'
import { SecondFactorSection } from './SecondFactorSection.tsx'
import { SessionsSection } from './SessionsSection.tsx'
import { StandingsSection } from './StandingsSection.tsx'
import './accounts.css'

/** Everything about the own account, on one page. */
export default function AccountPage() {
  const { t } = useTranslation()
  const { session } = useSession()
  const security = useRead(getSecurity, {})
  return (
    <>
      <PageHeader
        title={t('accounts.account.heading', { name: session?.person.name ?? '' })}
        lead={t('accounts.account.lead')}
      />
      <Loaded read={security} lines={10}>
        {facts => (
          <Columns
            main={
              <>
                <PasswordSection minimum={facts.passwordLength} hasPassword={facts.hasPassword} />
                <SecondFactorSection
                  on={facts.secondFactor}
                  codesLeft={facts.recoveryCodesLeft}
                  hasPassword={facts.hasPassword}
                />
                <SessionsSection />
              </>
            }
            side={
              <>
                <StandingsSection />
                <PrivacySection />
                <EmailSection email={facts.email} hasPassword={facts.hasPassword} />
                <LettersSection />
              </>
            }
          />
        )}
      </Loaded>
    </>
  )
}
