import type { ComponentProps } from 'react'
import { CommandForm } from './Form.tsx'
import { PageHeader } from './PageHeader.tsx'

type Values = Record<string, unknown>
type Props<V extends Values> = ComponentProps<typeof CommandForm<V>> &
  Omit<ComponentProps<typeof PageHeader>, 'action'>

/** A page that is one form. */
export function FormPage<V extends Values>({ title, lead, trail, ...form }: Props<V>) {
  return (
    <>
      <PageHeader title={title} lead={lead} trail={trail} />
      <div className="sheet form-sheet">
        <CommandForm<V> {...form} />
      </div>
    </>
  )
}
