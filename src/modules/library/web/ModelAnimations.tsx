import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { ModelDetails } from '../contract/model-details.ts'
import type { ModelStage } from './model-stage.ts'
import { placed } from './values.ts'

type Props = { animations: ModelDetails['animations']; count: number; stage: ModelStage | null }

/** The animations of a model with their lengths; played once the model is open. */
export function ModelAnimations({ animations, count, stage }: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [playing, setPlaying] = useState<number | null>(null)
  if (animations.length === 0) return null
  const play = (at: number | null) => {
    setPlaying(at)
    stage?.play(at)
  }
  return (
    <>
      <h3 className="library-part">{t('library.model.animation')}</h3>
      <ul className="library-list">
        {placed(animations).map(({ name, seconds, at }) => {
          const called = name || t('library.model.unnamed')
          return (
            <li key={at}>
              <span className="library-file-name">
                {called}{' '}
                <span className="caption">
                  {t('library.model.seconds', { seconds: number(Number(seconds.toFixed(1))) })}
                </span>
              </span>
              {stage && (
                <Button type="text" onClick={() => play(playing === at ? null : at)}>
                  {t(playing === at ? 'library.model.pause' : 'library.model.play', { name: called })}
                </Button>
              )}
            </li>
          )
        })}
      </ul>
      {count > animations.length && (
        <p className="caption">{t('library.model.more', { count: count - animations.length })}</p>
      )}
    </>
  )
}
