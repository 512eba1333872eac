import { type PointerEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { VideoDetails } from '../contract/details.ts'
import { placeIn } from '../rules/frames.ts'
import type { FilmState } from './use-film.ts'
import type { Told } from './VideoPlayer.tsx'

type Props = {
  film: FilmState
  details: VideoDetails
  tell: (frame: number) => Told
  /** Address of the small pictures. */
  sprite: string
}

/** The way through a film: dragged, stepped by keys, and under the pointer the picture of that place. */
export function FilmScrub({ film, details, tell, sprite }: Props) {
  const { t } = useTranslation()
  const [over, setOver] = useState<{ frame: number; share: number } | null>(null)
  const last = film.frames - 1
  const onMove = (event: PointerEvent<HTMLElement>) => {
    const { left, width } = event.currentTarget.getBoundingClientRect()
    const share = Math.min(1, Math.max(0, (event.clientX - left) / width))
    setOver({ frame: Math.round(share * last), share })
  }
  const { x, y } = placeIn(details.sprite, over?.frame ?? 0)
  const rows = Math.ceil(details.sprite.count / details.sprite.columns)
  const { width, height, columns } = details.sprite
  return (
    <div className="film-scrub">
      {over && (
        <span
          className="film-over"
          style={{ left: `clamp(${width / 2}px, ${over.share * 100}%, 100% - ${width / 2}px)` }}
        >
          <span
            className="film-small"
            style={{
              ...{ width, height, backgroundImage: `url("${sprite}")` },
              ...{
                backgroundPosition: `-${x}px -${y}px`,
                backgroundSize: `${columns * width}px ${rows * height}px`,
              },
            }}
          />
          <span className="film-over-frame">{tell(over.frame).frame}</span>
        </span>
      )}
      <input
        type="range"
        min={0}
        max={last}
        step={1}
        value={film.frame}
        aria-label={t('library.film.position')}
        aria-valuetext={t('library.film.at', tell(film.frame))}
        onChange={event => film.goTo(Number(event.target.value))}
        onPointerMove={onMove}
        onPointerLeave={() => setOver(null)}
      />
    </div>
  )
}
