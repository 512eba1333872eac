import { useSearchParams } from 'react-router'
import { readWhatIfs, type WhatIf, writeWhatIfs } from '../../rules/planner/what-if.ts'

/** What is asked for; all of it stands in the address. */
export type Asked = {
  goal: string
  from: string
  region: string
  partTime: boolean
  binding: boolean
  maxYears: string
  maxYuan: string
  whatIf: readonly WhatIf[]
}

/** Reads the question from the address, and writes a changed one there. */
export function useAsked(): [Asked, (change: Partial<Asked>) => void] {
  const [search, setSearch] = useSearchParams()
  const text = (name: string) => search.get(name) ?? ''
  const asked: Asked = {
    ...{ goal: text('goal'), from: text('from'), region: text('region') },
    ...{ partTime: text('partTime') === 'yes', binding: text('binding') === 'yes' },
    ...{ maxYears: text('maxYears'), maxYuan: text('maxYuan'), whatIf: readWhatIfs(text('whatIf')) ?? [] },
  }
  const change = (changes: Partial<Asked>) => {
    const { whatIf, partTime, binding, ...texts } = { ...asked, ...changes }
    const all = {
      ...{ ...texts, whatIf: writeWhatIfs(whatIf) },
      ...{ partTime: partTime ? 'yes' : '', binding: binding ? 'yes' : '' },
    }
    setSearch(new URLSearchParams(Object.entries(all).filter(([, value]) => value !== '')))
  }
  return [asked, change]
}

/** As the endpoint takes it. */
export function queryOf({ goal, from, region, partTime, binding, maxYears, maxYuan, whatIf }: Asked) {
  return {
    goal,
    from: from || undefined,
    region: region || undefined,
    partTime: partTime ? ('yes' as const) : undefined,
    binding: binding ? ('yes' as const) : undefined,
    maxMonths: maxYears ? Math.round(Number(maxYears) * 12) : undefined,
    maxYuan: maxYuan ? Number(maxYuan) : undefined,
    whatIf: whatIf.length > 0 ? writeWhatIfs(whatIf) : undefined,
  }
}
