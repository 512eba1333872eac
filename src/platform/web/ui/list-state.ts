import { useMemo } from 'react'
import { useSearchParams } from 'react-router'

type Facets = Record<string, readonly string[] | null>
type ValueOf<V> = V extends readonly (infer X)[] ? X : string

export type ListState<F extends Facets = Facets, S extends string = string> = {
  q: string
  sort: S
  /** The chosen values of a facet. */
  all<N extends keyof F & string>(facet: N): ValueOf<F[N]>[]
  /** The chosen value of a facet that takes one. */
  one<N extends keyof F & string>(facet: N): ValueOf<F[N]> | undefined
  setQ(q: string): void
  setSort(sort: string): void
  /** Chooses or drops a value; `only` drops the facet's others. */
  toggle(facet: string, value: string, only?: boolean): void
  clear(): void
  /** How many facet values are chosen. */
  count: number
}

/**
 * What a list is asked for, kept in the address so that it can be sent on and gone back to.
 * @param shape the facets with the values they may have (null: any, such as an id), and the sorts, first one by default
 */
export function useListState<const F extends Facets, const S extends readonly [string, ...string[]]>(shape: {
  facets: F
  sorts: S
}): ListState<F, S[number]> {
  const [params, setParams] = useSearchParams()
  const { facets, sorts } = shape
  return useMemo(() => {
    const values = (name: string): string[] => {
      const allowed = facets[name]
      return params.getAll(name).filter(value => value !== '' && (!allowed || allowed.includes(value)))
    }
    const change = (edit: (next: URLSearchParams) => void) =>
      setParams(
        previous => {
          const next = new URLSearchParams(previous)
          edit(next)
          return next
        },
        { replace: true, preventScrollReset: true },
      )
    const sort = params.get('sort') ?? ''
    return {
      q: (params.get('q') ?? '').slice(0, 200),
      sort: sorts.includes(sort) ? sort : sorts[0],
      all: name => values(name) as never,
      one: name => values(name)[0] as never,
      setQ: q => change(next => (q ? next.set('q', q) : next.delete('q'))),
      setSort: chosen =>
        change(next => (chosen === sorts[0] ? next.delete('sort') : next.set('sort', chosen))),
      toggle: (facet, value, only) =>
        change(next => {
          const before = next.getAll(facet)
          next.delete(facet)
          const kept = before.filter(v => v !== value && !only)
          for (const v of before.includes(value) ? kept : [...kept, value]) next.append(facet, v)
        }),
      clear: () => change(next => [...Object.keys(facets), 'q'].forEach(name => void next.delete(name))),
      count: Object.keys(facets).reduce((sum, name) => sum + values(name).length, 0),
    }
  }, [params, setParams, facets, sorts])
}
