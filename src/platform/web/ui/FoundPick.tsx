import { Select } from 'antd'
import { useState } from 'react'

export type Choice = { value: string; label: string }
type Props = {
  id?: string
  /** Where no field says what it is. */
  label?: string
  value?: string
  onChange?: (id: string | undefined) => void
  /** What the words typed last have found. */
  found: readonly Choice[]
  onSearch: (words: string) => void
  /** What stood here before anything was looked for. */
  known?: Choice | undefined
  placeholder?: string
  allowClear?: boolean
  disabled?: boolean
}

/** One of many, found by words. Whoever was chosen keeps their name when the words are others. */
export function FoundPick({ label, found, onSearch, known, onChange, ...select }: Props) {
  const { value } = select
  const [chosen, setChosen] = useState<Choice>()
  const kept = [chosen, known].find(one => one?.value === value)
  return (
    <Select
      {...select}
      aria-label={label}
      onChange={(next: string | undefined) => {
        setChosen(found.find(one => one.value === next) ?? chosen)
        onChange?.(next)
      }}
      showSearch={{ filterOption: false, onSearch }}
      options={kept && !found.some(one => one.value === value) ? [kept, ...found] : [...found]}
    />
  )
}
