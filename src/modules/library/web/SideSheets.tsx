import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { Item, ItemVersion } from '../contract/items.ts'
import { listTakers } from '../contract/rights.ts'
import { keepItem } from '../policy.ts'
import { asksOf } from '../rules/licences.ts'
import { useLibraryWords } from './words.ts'

/** Who may do what with it, and what the licence asks in return. */
export function Licence({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useLibraryWords()
  return (
    <Sheet title={t('library.rights')}>
      <FactList
        facts={[
          { label: t('library.column.licence'), value: t(`library.licence.${item.licence}`) },
          item.licenceText !== null && {
            label: t('library.licence_text'),
            value: <span className="library-lines">{item.licenceText}</span>,
          },
          item.uses.length > 0 && { label: t('library.uses'), value: words.uses(item.uses) },
          {
            label: t('library.asks'),
            value: asksOf(item.licence)
              .map(ask => t(`library.ask.${ask}`))
              .join(' '),
          },
          {
            label: t('library.audience'),
            value: item.group ? name(item.group.name) : t(`library.audience.${item.audience}`),
            note: item.audience === 'organisation' ? undefined : t(`library.access.${item.access}`),
          },
          item.embargoUntil !== null && { label: t('library.embargo'), value: day(item.embargoUntil) },
          item.expiresOn !== null && { label: t('library.expires'), value: day(item.expiresOn) },
        ]}
      />
    </Sheet>
  )
}

export function Facts({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name, number, day } = useFormat()
  const list = (words: readonly string[]) => words.join(t('library.comma'))
  return (
    <Sheet title={t('library.facts')}>
      <FactList
        facts={[
          {
            label: t('library.column.owner'),
            value: <Link to={`/organisations/${item.owner.id}`}>{name(item.owner.name)}</Link>,
            note: t('library.brought_by', { name: item.byName, day: day(item.createdAt) }),
          },
          {
            label: t('library.creators'),
            value: list(
              item.creators.map(creator =>
                t('library.creator_as', { name: creator.name, role: t(`library.creator.${creator.role}`) }),
              ),
            ),
          },
          { label: t('library.column.software'), value: list(item.software) },
          { label: t('library.techniques'), value: list(item.techniques) },
          { label: t('library.column.level'), value: item.level && t(`library.level.${item.level}`) },
          { label: t('library.subject'), value: item.subject },
          { label: t('library.language'), value: item.language && t(`library.language.${item.language}`) },
          { label: t('library.source'), value: item.source },
          {
            label: t('library.figures'),
            value: t('library.figures_text', {
              views: number(item.views),
              downloads: number(item.downloads),
            }),
            note: t('library.figures_note'),
          },
        ]}
      />
    </Sheet>
  )
}

export function Versions({ item, shown }: { item: Item; shown: ItemVersion | undefined }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  if (item.versions.length < 2) return null
  return (
    <Sheet title={t('library.versions')}>
      <ul className="library-list">
        {item.versions.map(one => {
          const word = t('library.version_number', { number: one.number })
          return (
            <li key={one.id} aria-current={one.id === shown?.id || undefined}>
              <div>
                {one.id === shown?.id ? (
                  word
                ) : (
                  <Link to={`/library/${item.id}?version=${one.id}`}>{word}</Link>
                )}
                <p className="caption">
                  {one.publishedAt ? instant(one.publishedAt) : t('library.version_open')}
                  {one.note && ` · ${one.note}`}
                </p>
              </div>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** For the keepers: which organisations took it, and what became of a recall. */
export function Takers({ item }: { item: Item }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const keeps = may(keepItem, useViewer(), item.facts)
  const takers = useRead(listTakers, { params: { id: item.id } }, { enabled: keeps }).data?.rows ?? []
  if (takers.length === 0) return null
  return (
    <Sheet title={t('library.takers')} note={t('library.takers_note')}>
      <ul className="library-list">
        {takers.map(one => (
          <li key={one.organisationId}>
            <div>
              {name(one.name)}
              <p className="caption">
                {t('library.taken_times', { count: one.taken })} · {instant(one.lastAt)}
                {one.recalled > 0 &&
                  ` · ${t('library.deleted_of', { deleted: one.deleted, recalled: one.recalled })}`}
              </p>
            </div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
