import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { SPEEDS } from '../rules/playing.ts'
import type { FilmState } from './use-film.ts'
import type { Told } from './VideoPlayer.tsx'

type Props = {
  film: FilmState
  sound: boolean
  told: Told
  /** To a frame by its number. */
  onFrame: (frame: number) => void
  loop: boolean
  muted: boolean
  speed: number
  onLoop: () => void
  onMute: () => void
  onSpeed: (speed: number) => void
}

const DRAWN = {
  play: 'M5 3.5v13l11-6.5z',
  pause: 'M5 3.5h3.5v13H5zM11.5 3.5H15v13h-3.5z',
  back: 'M14.5 4v12L6 10zM4 4h2v12H4z',
  forward: 'M5.5 4v12l8.500-6zM14 4h2v12h-2z',
  loop: 'M5 6h8a3.500 3.500 0 0 1 0 8H8v2.500L4 13l4-3.500V12h5a1.500 1.500 0 0 0 0-4H5z',
  sound:
    'M3 7.500v5h3L10 16V4L6 7.500zM12 6.500a4 4 0 0 1 0 7zM12 3v1.700a5.500 5.500 0 0 1 0 10.600V17a7 7 0 0 0 0-14z',
  mute: 'M3 7.500v5h3L10 16V4L6 7.500zM12 8l1-1 1.800 1.800L16.600 7l1 1-1.800 1.800 1.800 1.800-1 1-1.800-1.800L13 12.600l-1-1 1.800-1.800z',
} as const

/** All that a player can be told beside its keys. */
export function FilmControls(props: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const { film, told, loop, muted } = props
  return (
    <div className="film-controls">
      <Push
        label={t(film.playing ? 'library.film.pause' : 'library.film.play')}
        icon={film.playing ? 'pause' : 'play'}
        onPush={film.toggle}
      />
      <Push label={t('library.film.back')} icon="back" onPush={() => film.step(-1)} />
      <Push label={t('library.film.forward')} icon="forward" onPush={() => film.step(1)} />
      <Push label={t('library.film.loop')} icon="loop" pressed={loop} onPush={props.onLoop} />
      {props.sound && (
        <Push
          label={t(muted ? 'library.film.sound_on' : 'library.film.sound_off')}
          icon={muted ? 'mute' : 'sound'}
          onPush={props.onMute}
        />
      )}
      <label className="film-speed">
        <span className="visually-hidden">{t('library.film.speed')}</span>
        <select value={props.speed} onChange={event => props.onSpeed(Number(event.target.value))}>
          {SPEEDS.map(speed => (
            <option key={speed} value={speed}>
              {number(speed)}×
            </option>
          ))}
        </select>
      </label>
      <Numbered label={t('library.film.frame')}>
        <FrameInput frame={told.frame} onFrame={props.onFrame} label={t('library.film.frame')} />
      </Numbered>
      <Numbered label={t('library.film.timecode')}>
        <span className="film-number">{told.timecode}</span>
      </Numbered>
    </div>
  )
}

const Numbered = ({ label, children }: { label: string; children: ReactNode }) => (
  <span className="film-told">
    <span className="caption" aria-hidden="true">
      {label}
    </span>{' '}
    {children}
  </span>
)

/** The frame's number; another one typed over it goes there. */
function FrameInput({
  frame,
  label,
  onFrame,
}: {
  frame: number
  label: string
  onFrame: (frame: number) => void
}) {
  const [typed, setTyped] = useState<string | null>(null)
  const send = () => {
    if (typed && /^\d+$/.test(typed)) onFrame(Number(typed))
    setTyped(null)
  }
  return (
    <input
      className="film-number"
      inputMode="numeric"
      size={8}
      aria-label={label}
      value={typed ?? String(frame)}
      onChange={event => setTyped(event.target.value)}
      onBlur={send}
      onKeyDown={event => {
        if (event.key === 'Enter') send()
      }}
    />
  )
}

type PushProps = { label: string; icon: keyof typeof DRAWN; pressed?: boolean; onPush: () => void }

const Push = ({ label, icon, pressed, onPush }: PushProps) => (
  <button
    type="button"
    className="film-push"
    aria-label={label}
    title={label}
    aria-pressed={pressed}
    onClick={onPush}
  >
    <svg viewBox="0 0 20 20" width="20" height="20" aria-hidden="true">
      <path d={DRAWN[icon]} fill="currentColor" />
    </svg>
  </button>
)
