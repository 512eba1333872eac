import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLive } from '#platform/web/live.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { exportManifest, getPackage } from '../contract/packages.ts'
import { PackageTree } from './PackageTree.tsx'
import './library.css'
import { useLibraryWords } from './words.ts'

export type Package = AnswerOf<typeof getPackage>

/** What a zip holds: its tree, what is opened first, and what its scenes refer to in vain. */
export default function PackagePage() {
  const id = usePageId()
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useLibraryWords()
  const read = useRead(getPackage, { params: { id } })
  useLive('library.preview', () => void read.refetch())
  return (
    <DetailPage read={read}>
      {found => ({
        title: found.name,
        lead: t('library.package_lead', {
          title: name(found.title),
          number: found.number,
          holds: t('library.package_holds', { count: found.files, size: words.size(found.size) }),
        }),
        trail: [
          { to: '/library', label: t('library.title') },
          { to: `/library/${found.itemId}`, label: name(found.title) },
        ],
        main: found.state === 'ready' ? <PackageTree found={found} /> : <Unread found={found} />,
        side: found.state === 'ready' && (
          <>
            <Links found={found} />
            <Manifest found={found} />
          </>
        ),
      })}
    </DetailPage>
  )
}

function Unread({ found }: { found: Package }) {
  const { t } = useTranslation()
  if (found.state === 'waiting')
    return (
      <Sheet title={t('library.package_waiting_title')}>
        <p>{t('library.package_waiting')}</p>
      </Sheet>
    )
  return (
    <Sheet title={t('library.package_failed_title')}>
      <p>{t(`library.package_problem.${found.problem as 'broken'}`)}</p>
      <p className="caption">{t('library.package_failed_text')}</p>
    </Sheet>
  )
}

function Links({ found }: { found: Package }) {
  const { t } = useTranslation()
  const said =
    found.links === 0
      ? t('library.links_none')
      : found.problemCount === 0
        ? t('library.links_fine', { count: found.links })
        : t('library.links_wrong', { count: found.links, wrong: found.problemCount })
  return (
    <Sheet title={t('library.links')}>
      <p>{said}</p>
      {found.problems.length > 0 && (
        <ul className="library-list">
          {found.problems.map(({ path, target, state }) => (
            <li key={`${path} ${target}`}>
              <span className="library-file-name">
                {target || t('library.link_target_none')}{' '}
                <span className="caption">{t('library.link_from', { path })}</span>
              </span>
              <span className="attention">{t(`library.link.${state}`)}</span>
            </li>
          ))}
        </ul>
      )}
      {found.problemCount > found.problems.length && (
        <p className="caption">{t('library.links_more', { count: found.problems.length })}</p>
      )}
    </Sheet>
  )
}

function Manifest({ found }: { found: Package }) {
  const { t } = useTranslation()
  const address = (format: 'xlsx' | 'csv') =>
    addressOf(exportManifest, { params: { id: found.fileId }, query: { format } })
  return (
    <Sheet title={t('library.manifest_heading')}>
      <FactList
        facts={[
          {
            label: t('library.main_file'),
            value: <span className="library-file-name">{found.mainPath ?? t('library.main_none')}</span>,
          },
        ]}
      />
      <p className="caption">{t('library.manifest_text')}</p>
      <div className="library-actions">
        <a href={address('xlsx')} download>
          {t('library.manifest_excel')}
        </a>
        <a href={address('csv')} download>
          {t('library.manifest_csv')}
        </a>
      </div>
    </Sheet>
  )
}
