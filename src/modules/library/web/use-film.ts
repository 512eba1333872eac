import { type RefObject, useCallback, useEffect, useRef, useState } from 'react'
import { frameAt, momentOf, type Rate } from '../rules/frames.ts'

type Film = { rate: Rate; frames: number }

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
    const seen = (_now: number, { mediaTime }: VideoFrameCallbackMetadata) => {
      if (wished.current === null && !element.seeking) note(bound(frameAt(mediaTime, rate)))
      asked = element.requestVideoFrameCallback(seen)
    }
    const sought = () => {
      const next = wished.current
      wished.current = null
      if (next !== null) element.currentTime = momentOf(next, rate)
    }
    const paused = () => {
      setPlaying(false)
      // Where the picture stands, so that the next step is one from there.
      if (!element.ended && !element.seeking) element.currentTime = momentOf(shown.current, rate)
    }
    const played = () => setPlaying(true)
    asked = element.requestVideoFrameCallback(seen)
    element.addEventListener('seeked', sought)
    element.addEventListener('pause', paused)
    element.addEventListener('play', played)
    element.addEventListener('click', toggle)
    return () => {
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
