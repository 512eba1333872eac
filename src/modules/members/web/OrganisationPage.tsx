import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AgreementsSheet } from '#modules/agreements/web/parts/AgreementsSheet.tsx'
import { ShownSheet } from '#modules/site/web/parts/ShownSheet.tsx'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getOrganisation, type Organisation } from '../contract.ts'
import { updateOrganisation } from '../policy.ts'
import { Contacts } from './contacts/Contacts.tsx'
import { ListedStaff } from './ListedStaff.tsx'
import { MembershipHistory } from './MembershipHistory.tsx'
import { Memberships } from './Memberships.tsx'
import './members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { Capabilities } from './organisation/Capabilities.tsx'
import { Relations } from './organisation/Relations.tsx'

export default function OrganisationPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getOrganisation, { params: { id: usePageId() } })
  return (
    <DetailPage read={read}>
      {organisation => ({
        title: name(organisation.name),
        lead: [t(`members.kind.${organisation.kind}`), organisation.region && name(organisation.region)]
          .filter(Boolean)
          .join(' · '),
        trail: [{ to: '/organisations', label: t('members.organisations.title') }],
        action: may(updateOrganisation, viewer, factsOf(organisation)) && (
          <Link to={`/organisations/${organisation.id}/edit`}>
            <Button type="primary">{t('members.organisation.edit')}</Button>
          </Link>
        ),
        main: (
          <>
            <About organisation={organisation} />
            <Capabilities organisationId={organisation.id} />
            <Relations organisation={organisation} />
            <Contacts organisationId={organisation.id} />
            <ListedStaff organisationId={organisation.id} />
            <MembershipHistory organisation={organisation} />
          </>
        ),
        side: (
          <>
            <Facts organisation={organisation} />
            <Memberships organisation={organisation} />
            <AgreementsSheet organisationId={organisation.id} />
            <ShownSheet organisationId={organisation.id} />
          </>
        ),
      })}
    </DetailPage>
  )
}

function factsOf({ id, memberships }: Organisation) {
  return {
    organisationId: id,
    groupIds: memberships.filter(one => one.endsOn === null).map(one => one.group.id),
  }
}

function About({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const { fields, summary } = organisation
  const words = language === 'en' && fields.en.length > 0 ? fields.en : fields.zh
  return (
    <Sheet title={t('members.organisation.about')}>
      {summary ? <p>{name(summary)}</p> : <p className="caption">{t('members.organisation.no_summary')}</p>}
      {words.length > 0 && (
        <div className="about-fields">
          <h3>{t('members.field.fields')}</h3>
          <ul className="field-list">
            {words.map(word => (
              <li key={word}>
                <Link to={`/organisations?field=${encodeURIComponent(word)}`}>{word}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
    </Sheet>
  )
}

function Facts({ organisation }: { organisation: Organisation }) {
  const { t } = useTranslation()
  const { name, day, language } = useFormat()
  const { website, address, place } = organisation
  return (
    <Sheet title={t('members.facts')}>
      <FactList
        facts={[
          {
            label: t('members.field.other_name'),
            value: language === 'zh' ? organisation.name.en : organisation.name.zh,
          },
          { label: t('members.field.short'), value: organisation.short && name(organisation.short) },
          { label: t('members.field.code'), value: organisation.code, note: t('members.field.code_note') },
          { label: t('members.field.uscc'), value: organisation.uscc },
          {
            label: t('members.field.address'),
            value: address && name(address),
            note: place && `${degrees(place.latitude, 'N', 'S')} ${degrees(place.longitude, 'E', 'W')}`,
          },
          {
            label: t('members.field.website'),
            value: website && (
              <a href={website} rel="noreferrer noopener" target="_blank">
                {website.replace(/^https?:\/\//, '')}
              </a>
            ),
          },
          { label: t('members.field.closed'), value: organisation.closedOn && day(organisation.closedOn) },
        ]}
      />
    </Sheet>
  )
}

/** 38.9140° N */
function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(4)}° ${value < 0 ? negative : positive}`
}
