import { Input, type InputRef } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { isLeaving } from '../leaving.ts'

type Props = { value: string; onChange: (q: string) => void; label: string; suffix?: React.ReactNode }
const PAUSE_MS = 250

/** The search of a list: asks once typing pauses, at once on Enter, and clears on Escape. */
export function SearchInput({ value, onChange, label, suffix }: Props) {
  const [typed, setTyped] = useState(value)
  const input = useRef<InputRef>(null)
  const composing = useRef(false)
  const asked = useRef(value)
  const ask = (q: string) => {
    const wanted = q.trim()
    if (wanted === asked.current) return
    asked.current = wanted
    onChange(wanted)
  }
  const latest = useRef(ask)
  latest.current = ask
  useEffect(() => {
    if (value === asked.current) return
    asked.current = value
    setTyped(value)
  }, [value])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout>
    const askSoon = () => {
      timer = setTimeout(() => {
        // Whoever has tapped a row is on the way to its page: asking now would write this list's address and take them back.
        if (isLeaving()) askSoon()
        // Halves of pinyin syllables are no question.
        else if (!composing.current) latest.current(typed)
      }, PAUSE_MS)
    }
    askSoon()
    return () => clearTimeout(timer)
  }, [typed])
  return (
    <Input
      ref={input}
      type="search"
      className="list-search"
      aria-label={label}
      placeholder={label}
      maxLength={200}
      value={typed}
      // Always there: an input that gets its first suffix is made anew, and whoever types in it loses their place.
      suffix={suffix || <span />}
      onChange={event => setTyped(event.target.value)}
      onCompositionStart={() => {
        composing.current = true
      }}
      onCompositionEnd={event => {
        composing.current = false
        setTyped(event.currentTarget.value)
      }}
      onPressEnter={() => ask(typed)}
      onKeyDown={event => {
        if (event.key === 'Escape' && typed) setTyped('')
      }}
    />
  )
}
