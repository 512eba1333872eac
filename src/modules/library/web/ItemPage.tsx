import { useTranslation } from 'react-i18next'
import { useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useLive } from '#platform/web/live.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getItem, type Item, type ItemVersion } from '../contract/items.ts'
import { FileRows } from './FileRows.tsx'
import { ItemActions, KeeperTools } from './ItemActions.tsx'
import { Facts, Licence, Takers, Versions } from './SideSheets.tsx'
import { STATUS_TONES } from './values.ts'
import './library.css'

/** One item: what it is, what it looks like, what one may do with it. */
export default function ItemPage() {
  const id = usePageId()
  const { t } = useTranslation()
  const { name } = useFormat()
  const [search] = useSearchParams()
  const read = useRead(getItem, { params: { id } })
  useLive('library.preview', () => void read.refetch())
  return (
    <DetailPage read={read}>
      {item => {
        const asked = search.get('version')
        const version =
          item.versions.find(one => one.id === asked) ??
          item.versions.find(one => one.publishedAt !== null) ??
          item.versions[0]
        return {
          title: name(item.title),
          lead: <Lead item={item} />,
          trail: [{ to: '/library', label: t('library.title') }],
          action: <ItemActions item={item} version={version} />,
          main: <Main item={item} version={version} />,
          side: (
            <>
              <Licence item={item} />
              <Facts item={item} />
              <Versions item={item} shown={version} />
              <Takers item={item} />
              <KeeperTools item={item} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function Lead({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  return (
    <>
      <StatusTag tone={STATUS_TONES[item.status]}>{t(`library.status.${item.status}`)}</StatusTag>{' '}
      {t(`library.kind.${item.kind}`)} · {name(item.owner.name)}
    </>
  )
}

function Main({ item, version }: { item: Item; version: ItemVersion | undefined }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const text = name(item.text)
  return (
    <>
      {item.status === 'recalled' && item.recallReason && (
        <Sheet title={t('library.recalled_title')}>
          <p className="library-lines">{item.recallReason}</p>
        </Sheet>
      )}
      {text && (
        <Sheet title={t('library.about')}>
          <p className="library-lines">{text}</p>
        </Sheet>
      )}
      {version && <FileRows item={item} version={version} />}
    </>
  )
}
