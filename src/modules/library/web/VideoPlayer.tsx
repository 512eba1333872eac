import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import type { VideoDetails } from '../contract/details.ts'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'
import { FIRST_FRAME, type Rate, timecodeOf } from '../rules/frames.ts'
import { type Asked, askedBy } from '../rules/playing.ts'
import { FilmControls } from './FilmControls.tsx'
import { FilmScrub } from './FilmScrub.tsx'
import { useFilm } from './use-film.ts'
import './film.css'

export type Told = { frame: number; timecode: string }

/** A film frame by frame: the proxy, with the numbers that its keeper or the file itself gives its frames. */
export default function VideoPlayer({ file, details }: { file: ItemFile; details: VideoDetails }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const whole = useRef<HTMLElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const film = useFilm(video, details)
  const [loop, setLoop] = useState(false)
  const [muted, setMuted] = useState(false)
  const [unplayable, setUnplayable] = useState(false)
  const [speed, setSpeed] = useState(1)
  const { timecode, rate, frames, sprite } = details
  // The proxy is upright and has square pixels, as the small pictures have.
  const shape = `${sprite.width} / ${sprite.height}`
  const first = file.startFrame ?? timecode?.first ?? FIRST_FRAME
  const tell = (frame: number): Told => ({
    frame: first + frame,
    timecode: timecodeOf((timecode?.first ?? 0) + frame, rate, timecode?.dropFrame),
  })
  const deeds: Record<Asked, () => void> = {
    play: film.toggle,
    back: () => film.step(-1),
    forward: () => film.step(1),
    first: () => film.goTo(0),
    last: () => film.goTo(frames - 1),
    loop: () => setLoop(!loop),
    sound: () => setMuted(!muted),
  }
  const keys = useRef(deeds)
  useEffect(() => {
    keys.current = deeds
  })
  useEffect(() => {
    const element = whole.current
    const onKey = (event: KeyboardEvent) => {
      const asked = askedBy(event.key)
      if (!asked || event.ctrlKey || event.metaKey || event.altKey || isTaken(event)) return
      event.preventDefault()
      keys.current[asked]()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [])
  const address = (kind: 'large' | 'proxy' | 'sprite') =>
    addressOf(getPreview, { params: { id: file.id, kind } })
  return (
    <section ref={whole} className="film" aria-label={t('library.film.player', { name: file.name })}>
      {unplayable && <p className="attention">{t('library.film.unplayable')}</p>}
      <video
        ref={video}
        className="film-picture"
        src={address('proxy')}
        poster={address('large')}
        style={{ aspectRatio: shape }}
        loop={loop}
        muted={muted}
        playsInline
        preload="auto"
        aria-label={file.name}
        onError={() => setUnplayable(true)}
      >
        <track kind="captions" />
      </video>
      <FilmScrub film={film} details={details} tell={tell} sprite={address('sprite')} />
      <FilmControls
        film={film}
        sound={details.sound}
        told={tell(film.frame)}
        onFrame={frame => film.goTo(frame - first)}
        {...{ loop, muted, speed }}
        onLoop={deeds.loop}
        onMute={deeds.sound}
        onSpeed={next => {
          setSpeed(next)
          if (video.current) video.current.playbackRate = next
        }}
      />
      <p className="caption">
        {t('library.film.facts', { rate: said(rate), frames: number(frames) })} {t('library.film.keys')}
      </p>
    </section>
  )
}

/** A key that what it is pressed in needs itself: writing, choosing, a button's own space. */
function isTaken({ key, target }: KeyboardEvent): boolean {
  const { tagName, type } = target as HTMLInputElement
  if (tagName === 'BUTTON') return key === ' '
  return tagName === 'SELECT' || (tagName === 'INPUT' && type !== 'range')
}

/** A rate as studios say it: 25, or 24000/1001. */
const said = ({ num, den }: Rate) => (den === 1 ? String(num) : `${num}/${den}`)
