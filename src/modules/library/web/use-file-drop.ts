import { type RefObject, useEffect, useRef, useState } from 'react'

/** Files dropped on or pasted into a part of the page; whether some hover over it just now. */
export function useFileDrop(part: RefObject<HTMLElement | null>, take: (files: File[]) => void): boolean {
  const [over, setOver] = useState(false)
  const latest = useRef(take)
  latest.current = take
  useEffect(() => {
    const element = part.current
    if (!element) return
    const ending = new AbortController()
    const { signal } = ending
    element.addEventListener(
      'dragover',
      event => {
        event.preventDefault()
        setOver(true)
      },
      { signal },
    )
    element.addEventListener('dragleave', () => setOver(false), { signal })
    element.addEventListener(
      'drop',
      event => {
        event.preventDefault()
        setOver(false)
        latest.current([...(event.dataTransfer?.files ?? [])])
      },
      { signal },
    )
    document.addEventListener('paste', event => latest.current([...(event.clipboardData?.files ?? [])]), {
      signal,
    })
    return () => ending.abort()
  }, [part])
  return over
}
