import { Input, InputNumber, Select } from 'antd'
import type { ReactNode } from 'react'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import type { getChoices } from '../../contract.ts'

export type Choices = AnswerOf<typeof getChoices>
export type Option<T extends string = string> = { value: T; label: string }

/** A labelled control within the editor: the label is the control's own name. */
export function Part({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className="bridge-part">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}

type NumberProps = {
  label: string
  value: number | null
  onChange: (value: number | null) => void
  max?: number
  least?: number
  step?: number
}
/** A number, or nothing where it does not matter. */
export function NumberPart({ label, value, onChange, max = 10_000, least = 0, step = 1 }: NumberProps) {
  return (
    <Part label={label}>
      <InputNumber aria-label={label} {...{ value, max, step }} min={least} onChange={onChange} />
    </Part>
  )
}

export function TextPart({
  label,
  value,
  onChange,
}: {
  label: string
  value: string | null
  onChange: (value: string | null) => void
}) {
  return (
    <Part label={label}>
      <Input
        aria-label={label}
        value={value ?? ''}
        maxLength={80}
        onChange={event => onChange(event.target.value || null)}
      />
    </Part>
  )
}

type ChoiceProps<T extends string> = {
  label: string
  value: T | null
  options: readonly Option<T>[]
  onChange: (value: T | null) => void
  /** Nothing may be chosen. */
  optional?: boolean
}
export function ChoicePart<T extends string>({ label, value, options, onChange, optional }: ChoiceProps<T>) {
  return (
    <Part label={label}>
      <Select<T>
        aria-label={label}
        value={value === '' ? null : value}
        options={[...options]}
        allowClear={optional}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={next => onChange(next ?? null)}
      />
    </Part>
  )
}

export function ManyPart<T extends string>({
  label,
  value,
  options,
  onChange,
}: {
  label: string
  value: readonly T[]
  options: readonly Option<T>[]
  onChange: (value: T[]) => void
}) {
  return (
    <Part label={label}>
      <Select<T[]>
        mode="multiple"
        aria-label={label}
        value={[...value]}
        options={[...options]}
        showSearch={{ optionFilterProp: 'label' }}
        onChange={onChange}
      />
    </Part>
  )
}
