import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { frameAt, momentOf, type Rate } from '../rules/frames.ts'

type Film = { rate: Rate; frames: number }

/** How long a picture has to come after the browser said that it found it, and how often it is asked for again. */
const SETTLED_MS = 250
const ASKED_AGAIN = 5

/**
 * Which frame of a film is seen, and the ways to another. The browser says of each picture it shows when it belongs; a
 * picture that is asked for is asked for by its middle, one after the other, the latest wish first.
 */
export function useFilm(video: RefObject<HTMLVideoElement | null>, { rate, frames }: Film) {
  const [frame, setFrame] = useState(0)
  const [playing, setPlaying] = useState(false)
  /** The frame that is wished for while the browser still looks for another. */
  const wished = useRef<number | null>(null)
  const shown = useRef(0)
  /** The frame that was asked for and stands while nothing is played, and the one the browser showed last. */
  const target = useRef<number | null>(null)
  const seen = useRef(-1)
  const bound = useCallback(
    (wanted: number) => Math.min(frames - 1, Math.max(0, Math.round(wanted))),
    [frames],
  )
  const note = useCallback((at: number) => {
    shown.current = at
    setFrame(at)
  }, [])

  const goTo = useCallback(
    (wanted: number) => {
      const element = video.current
      if (!element) return
      const next = bound(wanted)
      note(next)
      target.current = next
      if (element.seeking) wished.current = next
      else element.currentTime = momentOf(next, rate)
    },
    [video, bound, note, rate],
  )
  const step = useCallback(
    (by: number) => {
      video.current?.pause()
      goTo(shown.current + by)
    },
    [video, goTo],
  )
  const toggle = useCallback(() => {
    const element = video.current
    if (!element) return
    // What was played to its end begins anew.
    if (element.paused && shown.current >= frames - 1) element.currentTime = 0
    if (element.paused) void element.play().catch(() => setPlaying(false))
    else element.pause()
  }, [video, frames])

  useEffect(() => {
    const element = video.current
    if (!element) return
    let asked = 0
    let checking = 0
    let again = 0
    const pictured = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      seen.current = bound(frameAt(mediaTime, rate))
      // While nothing is played, what is told is what was asked for: a picture may be told of late.
      if (wished.current === null && !element.seeking && target.current === null) note(seen.current)
      asked = element.requestVideoFrameCallback(pictured)
    }
    // A browser that was asked for several pictures in a row may stay at the one before the last.
    const check = () => {
      const wanted = target.current
      if (wanted === null || wished.current !== null || element.seeking) return
      again = seen.current === wanted ? 0 : again + 1
      if (again > 0 && again <= ASKED_AGAIN) element.currentTime = momentOf(wanted, rate)
    }
    const sought = () => {
      const next = wished.current
      wished.current = null
      clearTimeout(checking)
      if (next !== null) {
        again = 0
        element.currentTime = momentOf(next, rate)
      } else checking = window.setTimeout(check, SETTLED_MS)
    }
    const paused = () => {
      setPlaying(false)
      // Where the picture stands, so that the next step is one from there.
      if (element.ended || element.seeking) return
      target.current = shown.current
      element.currentTime = momentOf(shown.current, rate)
    }
    const played = () => {
      target.current = null
      setPlaying(true)
    }
    asked = element.requestVideoFrameCallback(pictured)
    element.addEventListener('seeked', sought)
    element.addEventListener('pause', paused)
    element.addEventListener('play', played)
    element.addEventListener('click', toggle)
    return () => {
      clearTimeout(checking)
      element.cancelVideoFrameCallback(asked)
      element.removeEventListener('seeked', sought)
      element.removeEventListener('pause', paused)
      element.removeEventListener('play', played)
      element.removeEventListener('click', toggle)
    }
  }, [video, bound, note, rate, toggle])

  return { frame, playing, frames, goTo, step, toggle }
}

export type FilmState = ReturnType<typeof useFilm>
