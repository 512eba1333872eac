import { useMemo } from 'react'
import { useFormat } from '#platform/web/format.ts'

/** Credits as the reader's language writes them; `of` says how many of those claimed were recognised. */
export function useCredits() {
  const { number } = useFormat()
  return useMemo(
    () => ({
      credits: number,
      of: ({ recognised, claimed }: { recognised: number; claimed: number }) =>
        `${number(recognised)} / ${number(claimed)}`,
    }),
    [number],
  )
}
