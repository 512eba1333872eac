import { Button, Checkbox, Radio } from 'antd'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'
import type { ModelDetails } from '../contract/model-details.ts'
import { ModelAnimations } from './ModelAnimations.tsx'
import { ModelBudget } from './ModelBudget.tsx'
import './model.css'
import type { ModelStage, View } from './model-stage.ts'

const VIEWS: readonly View[] = ['surface', 'wire', 'normals', 'uv']
type State = 'still' | 'opening' | 'open' | 'no_webgl' | 'failed'

/** A model: its still picture, on request the model itself to be turned, and what it is made of as text. */
export default function ModelViewer({ file, details }: { file: ItemFile; details: ModelDetails }) {
  const { t } = useTranslation()
  const { canvas, stage, state, open } = useStage(file)
  const opened = state === 'open'
  return (
    <>
      <div className="library-stage" data-state={state}>
        {!opened && (
          <img
            src={addressOf(getPreview, { params: { id: file.id, kind: 'large' } })}
            alt={t('library.picture_of', { name: file.name })}
          />
        )}
        {(state === 'opening' || opened) && (
          <canvas
            ref={canvas}
            tabIndex={0}
            hidden={!opened}
            aria-label={t('library.model.canvas', { name: file.name })}
          />
        )}
        {!opened && state !== 'no_webgl' && (
          <Button loading={state === 'opening'} onClick={open}>
            {state === 'opening' ? t('library.model.loading') : t('library.model.turn')}
          </Button>
        )}
      </div>
      <p role="status" className="caption">
        {state === 'no_webgl' && t('library.model.no_webgl')}
        {state === 'failed' && t('library.model.failed')}
      </p>
      {opened && stage && <Tools stage={stage} />}
      <ModelAnimations animations={details.animations} count={details.animationCount} stage={stage} />
      <ModelBudget facts={details} />
    </>
  )
}

/** The model on its canvas, from the click that asks for it until the page goes on. */
function useStage(file: ItemFile) {
  const canvas = useRef<HTMLCanvasElement>(null)
  const [state, setState] = useState<State>('still')
  const [stage, setStage] = useState<ModelStage | null>(null)
  useEffect(() => () => stage?.close(), [stage])
  const opening = useRef<AbortController>(null)
  useEffect(() => () => opening.current?.abort(), [])
  const open = async () => {
    const asked = new AbortController()
    opening.current = asked
    setState('opening')
    try {
      const [three, answer] = await Promise.all([
        import('./model-stage.ts'),
        fetch(addressOf(getPreview, { params: { id: file.id, kind: 'model' } }), { signal: asked.signal }),
      ])
      const place = canvas.current
      if (!answer.ok || !place) throw new Error('the model is not there')
      try {
        const made = await three.openStage(place, await answer.arrayBuffer())
        if (asked.signal.aborted) return made.close()
        setStage(made)
        setState('open')
      } catch (error) {
        setState(error instanceof three.NoWebGL ? 'no_webgl' : 'failed')
      }
    } catch {
      if (!asked.signal.aborted) setState('failed')
    }
  }
  return { canvas, stage, state, open: () => void open() }
}

function Tools({ stage }: { stage: ModelStage }) {
  const { t } = useTranslation()
  const [view, setView] = useState<View>('surface')
  return (
    <div className="library-tools">
      <Radio.Group
        aria-label={t('library.model.view')}
        optionType="button"
        value={view}
        onChange={({ target }) => {
          setView(target.value)
          stage.show(target.value)
        }}
        options={VIEWS.map(value => ({ value, label: t(`library.model.view.${value}`) }))}
      />
      <Checkbox onChange={({ target }) => stage.turntable(target.checked)}>
        {t('library.model.turntable')}
      </Checkbox>
      <Button type="text" onClick={() => stage.reset()}>
        {t('library.model.reset')}
      </Button>
    </div>
  )
}
