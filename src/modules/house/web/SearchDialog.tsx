import { useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { search } from '../contract.ts'
import { type Option, optionsOf, usePages } from './search-options.ts'
import './search.css'

const PAUSE_MS = 160

/** The search over everything: type, choose with the arrow keys, open with Enter. */
export default function SearchDialog({ onGo }: { onGo: () => void }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const textOf = useErrorText()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const q = useSettled(typed.trim())
  const pages = usePages(typed)
  const answer = useQuery({
    queryKey: [search.id, q],
    queryFn: ({ signal }) => api(search, { query: { q } }, { signal }),
    enabled: q !== '',
    placeholderData: previous => (q === '' ? undefined : previous),
  })
  const options = optionsOf(q === '' ? [] : (answer.data?.groups ?? []), pages)
  const [chosen, setChosen] = useState(0)
  const at = Math.min(chosen, options.length - 1)
  const go = (option: Option | undefined) => {
    if (!option) return
    onGo()
    void navigate(option.to)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step && options.length > 0) {
      event.preventDefault()
      setChosen((at + step + options.length) % options.length)
    }
    if (event.key === 'Enter') {
      event.preventDefault()
      go(options[at])
    }
  }
  const settled = q !== '' && !answer.isFetching
  return (
    <div className="search-dialog">
      <input
        // biome-ignore lint/a11y/noAutofocus: the dialog is opened to type into it
        autoFocus
        type="search"
        role="combobox"
        aria-expanded={options.length > 0}
        aria-controls={listId}
        aria-activedescendant={options[at] ? `${listId}-${at}` : undefined}
        aria-label={t('web.search')}
        placeholder={t('house.search.placeholder')}
        autoComplete="off"
        maxLength={100}
        value={typed}
        onChange={event => {
          setTyped(event.target.value)
          setChosen(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={listId} role="listbox" aria-label={t('web.search')} className="search-hits">
        {options.map((option, index) => (
          <Hit
            key={`${option.group} ${option.id}`}
            id={`${listId}-${index}`}
            option={option}
            heading={option.group === options[index - 1]?.group ? undefined : option.group}
            selected={index === at}
            onPoint={() => setChosen(index)}
            onChoose={() => go(option)}
          />
        ))}
      </div>
      <p role="status" className="search-foot caption">
        {answer.error
          ? textOf(answer.error)
          : settled && options.length === 0
            ? t('house.search.nothing', { q })
            : settled
              ? t('house.search.found', { count: options.length })
              : t('house.search.hint')}
      </p>
    </div>
  )
}

type HitProps = {
  id: string
  option: Option
  heading: string | undefined
  selected: boolean
  onPoint: () => void
  onChoose: () => void
}

function Hit({ id, option, heading, selected, onPoint, onChoose }: HitProps) {
  const element = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (selected) element.current?.scrollIntoView({ block: 'nearest' })
  }, [selected])
  return (
    <>
      {heading && (
        <div className="search-kind caption" role="presentation">
          {heading}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the field above takes the keys */}
      <div
        id={id}
        ref={element}
        role="option"
        aria-selected={selected}
        tabIndex={-1}
        className="search-hit"
        onMouseMove={onPoint}
        onClick={onChoose}
      >
        <span>{option.title}</span>
        {option.note && <span className="caption">{option.note}</span>}
      </div>
    </>
  )
}

/** What was typed, once typing has paused. */
function useSettled(value: string): string {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), PAUSE_MS)
    return () => clearTimeout(timer)
  }, [value])
  return settled
}
