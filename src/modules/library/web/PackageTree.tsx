import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { SearchInput } from '#platform/web/ui/SearchInput.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { type Entry, getEntry, listEntries, setMainFile } from '../contract/packages.ts'
import { keepItem, readFile } from '../policy.ts'
import type { Package } from './PackagePage.tsx'
import { useLibraryWords } from './words.ts'

/** One folder of a package after another, or what is found in all of it; where one is stands in the address. */
export function PackageTree({ found }: { found: Package }) {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const [folder, q] = [search.get('folder') ?? '', search.get('q') ?? '']
  const query = { folder, q: q || undefined, limit: 100 }
  const entries = usePaged(listEntries, { params: { id: found.fileId }, query })
  const mine = may(readFile, useViewer(), found.facts)
  const find = (words: string) =>
    setSearch(
      before => {
        const next = new URLSearchParams(before)
        if (words) next.set('q', words)
        else next.delete('q')
        return next
      },
      { replace: true },
    )
  return (
    <Sheet title={t('library.package')} note={mine ? undefined : t('library.files_preview_only')}>
      <SearchInput value={q} onChange={find} label={t('library.package_search')} />
      <Where folder={folder} />
      {entries.error ? (
        <ErrorState error={entries.error} onRetry={entries.retry} />
      ) : entries.isLoading ? (
        <Skeleton lines={6} />
      ) : entries.rows.length === 0 ? (
        <Empty title={t('library.package_nothing')} text={t('library.package_nothing_text')} />
      ) : (
        <ul className="library-list library-entries">
          {entries.rows.map(entry => (
            <EntryRow key={entry.id} entry={entry} found={found} mine={mine} whole={q !== ''} />
          ))}
        </ul>
      )}
      {entries.hasMore && (
        <Button loading={entries.isLoadingMore} onClick={entries.more}>
          {t('library.more_entries')}
        </Button>
      )}
    </Sheet>
  )
}

const toFolder = (path: string) => ({ search: path ? `?${new URLSearchParams({ folder: path })}` : '' })

/** The way back up, each folder a link. */
function Where({ folder }: { folder: string }) {
  const { t } = useTranslation()
  if (folder === '') return null
  const parts = folder.split('/')
  return (
    <nav className="library-where" aria-label={t('library.package_folders')}>
      <Link to={toFolder('')}>{t('library.package_top')}</Link>
      {parts.map((part, at) => {
        const path = parts.slice(0, at + 1).join('/')
        return (
          <span key={path}>
            {' / '}
            {at === parts.length - 1 ? (
              <span aria-current="page">{part}</span>
            ) : (
              <Link to={toFolder(path)}>{part}</Link>
            )}
          </span>
        )
      })}
    </nav>
  )
}

type Row = { entry: Entry; found: Package; mine: boolean; whole: boolean }

function EntryRow({ entry, found, mine, whole }: Row) {
  const { t } = useTranslation()
  const words = useLibraryWords()
  const shown = whole ? entry.path : entry.name
  if (entry.isFolder)
    return (
      <li>
        <Link className="library-file-name" to={toFolder(entry.path)}>
          {shown}/
        </Link>
        <span className="caption">
          {t('library.folder_holds', { count: entry.files })} · {words.size(entry.size)}
        </span>
      </li>
    )
  return (
    <li>
      <span className="library-file-name">
        {shown} {entry.id === found.mainId && <span className="caption">{t('library.main_file')}</span>}
      </span>
      <span className="library-around">
        <span className="caption">{words.size(entry.size)}</span>
        <MakeMain entry={entry} found={found} />
        {mine && (
          <a
            href={addressOf(getEntry, { params: { id: entry.id } })}
            download
            aria-label={t('library.download_file', { name: entry.name })}
          >
            {t('library.download')}
          </a>
        )}
      </span>
    </li>
  )
}

function MakeMain({ entry, found }: { entry: Entry; found: Package }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const attempt = useAttempt()
  const set = useCommand(setMainFile)
  if (!may(keepItem, useViewer(), found.facts) || entry.id === found.mainId) return null
  const make = async () => {
    const body = { entryId: entry.id, version: found.version }
    if (await attempt(() => set.run({ params: { id: found.fileId }, body }))) notice(t('library.main_done'))
  }
  return (
    <Button
      type="link"
      size="small"
      aria-label={t('library.main_set_of', { name: entry.name })}
      loading={set.pending}
      onClick={() => void make()}
    >
      {t('library.main_set')}
    </Button>
  )
}
