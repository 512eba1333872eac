import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { AllTodosLink, TodoRows, useTodosInShort } from '#modules/information/web/parts/TodoRows.tsx'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import type { HomeItem, HomeNews } from '../contract.ts'
import { useCodedText } from './coded-text.ts'

/** What needs the viewer, most urgent first. */
export function WaitingSheet({ items }: { items: readonly HomeItem[] }) {
  const { t } = useTranslation()
  const { distance } = useFormat()
  const text = useCodedText()
  const { none, more } = useTodosInShort()
  const when = (item: HomeItem) => {
    if (item.at) return distance(item.at)
    return t(`house.home.${item.urgency}`)
  }
  return (
    <Sheet title={t('house.home.waiting')} aside={more && <AllTodosLink />}>
      <TodoRows />
      {items.length === 0 && none && (
        <Empty title={t('house.home.waiting.empty.title')} text={t('house.home.waiting.empty.text')} />
      )}
      <ul className="dated-list">
        {items.map(item => {
          const note = text(`home.${item.code}.note`, item)
          return (
            <li key={`${item.code} ${item.to}`} data-urgency={item.urgency}>
              <span className="dated-when">{when(item)}</span>
              <div>
                <Link to={item.to}>{text(`home.${item.code}`, item)}</Link>
                {note && <p className="caption">{note}</p>}
              </div>
            </li>
          )
        })}
      </ul>
    </Sheet>
  )
}

/** What happened lately within the viewer's scope. */
export function NewsSheet({ items }: { items: readonly HomeNews[] }) {
  const { t } = useTranslation()
  const { distance, instant } = useFormat()
  const text = useCodedText()
  const shown = items.flatMap(item => {
    const words = text(`news.${item.code}`, item)
    return words ? [{ ...item, words }] : []
  })
  return (
    <Sheet title={t('house.home.news')}>
      {shown.length === 0 && (
        <Empty title={t('house.home.news.empty.title')} text={t('house.home.news.empty.text')} />
      )}
      <ul className="dated-list">
        {shown.map(item => (
          <li key={item.id}>
            <time className="dated-when" dateTime={item.at} title={instant(item.at)}>
              {distance(item.at)}
            </time>
            <div>{item.to ? <Link to={item.to}>{item.words}</Link> : item.words}</div>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
