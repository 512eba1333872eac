import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getAgreement, type VersionRow } from '../contract/agreements.ts'
import { type AgreementVersion, getVersion } from '../contract/versions.ts'
import './agreements.css'
import { usePageId } from '#platform/web/page-id.ts'
import { Clauses } from './Clauses.tsx'
import { Comments } from './Comments.tsx'
import { Endings } from './Endings.tsx'
import { History } from './History.tsx'
import { NextStep } from './NextStep.tsx'
import { Parties } from './Parties.tsx'
import { Outline, Papers, Versions } from './SideSheets.tsx'
import { STATUS_TONES } from './values.ts'
import { useTermWords } from './words.ts'

/** One agreement: the version asked for, or the newest that the viewer may read and that was not given up. */
export default function AgreementPage() {
  const id = usePageId()
  const [search] = useSearchParams()
  const read = useRead(getAgreement, { params: { id } })
  const asked = search.get('version')
  const versions = read.data?.versions ?? []
  const shown =
    versions.find(one => one.id === asked) ?? versions.find(one => one.status !== 'withdrawn') ?? versions[0]
  if (!read.data || !shown) return <DetailPage read={read}>{() => ({ title: '', main: null })}</DetailPage>
  return <Shown id={shown.id} versions={versions} />
}

function Shown({ id, versions }: { id: string; versions: VersionRow[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const read = useRead(getVersion, { params: { id } })
  return (
    <DetailPage read={read}>
      {version => ({
        title: name(version.title),
        lead: <Lead version={version} />,
        trail: [{ to: '/agreements', label: t('agreements.title') }],
        action: <NextStep version={version} />,
        main: (
          <>
            <Parties version={version} />
            <Clauses version={version} />
            <Comments version={version} />
            <Endings version={version} />
          </>
        ),
        side: (
          <>
            <Outline version={version} />
            <Papers version={version} />
            <Versions versions={versions} shown={version} />
            <History version={version} versions={versions} />
            <Sheet title={t('agreements.signing_title')}>
              <p>{t('agreements.what_signing_is')}</p>
            </Sheet>
          </>
        ),
      })}
    </DetailPage>
  )
}

function Lead({ version }: { version: AgreementVersion }) {
  const { t } = useTranslation()
  const words = useTermWords()
  const term = { ...version, untilDate: version.force?.until ?? version.untilDate }
  const cohorts = words.cohorts({ ...version, untilCohort: version.lastCohort ?? version.untilCohort })
  return (
    <>
      <StatusTag tone={STATUS_TONES[version.status]}>{t(`agreements.status.${version.status}`)}</StatusTag>{' '}
      {words.days(term)}
      {cohorts && ` · ${cohorts}`}
      {` · ${t('agreements.version_number', { number: version.number })}`}
    </>
  )
}
