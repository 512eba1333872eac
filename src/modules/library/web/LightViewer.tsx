import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'
import type { LightDetails } from '../contract/still-details.ts'
import { exposed, type Light, readRadiance } from './read-radiance.ts'
import { StillPicture } from './StillPicture.tsx'
import { placed } from './values.ts'
import './still.css'

const STOPS = 8

/** A picture of light: at neutral exposure, at any other once it is asked for, with the layers and channels it holds. */
export default function LightViewer({ file, details }: { file: ItemFile; details: LightDetails }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [stops, setStops] = useState(0)
  const { light, failed, ask } = useLight(file)
  const said = `${stops > 0 ? '+' : ''}${number(stops)}`
  const name = t('library.picture_of', { name: file.name })
  return (
    <>
      {light ? <Exposed light={light} stops={stops} name={name} /> : <StillPicture file={file} />}
      <label className="library-exposure">
        {t('library.light.exposure')}
        <input
          type="range"
          min={-STOPS}
          max={STOPS}
          step={0.25}
          value={stops}
          aria-valuetext={t('library.light.stops', { stops: said })}
          onFocus={ask}
          onPointerDown={ask}
          onChange={({ target }) => {
            ask()
            setStops(Number(target.value))
          }}
        />
        <output>{t('library.light.stops', { stops: said })}</output>
      </label>
      <p role="status" className="caption">
        {failed && t('library.light.failed')}
      </p>
      <Layers details={details} />
    </>
  )
}

/** The light itself, once somebody reaches for the slider. */
function useLight(file: ItemFile) {
  const [light, setLight] = useState<Light | null>(null)
  const [failed, setFailed] = useState(false)
  const asked = useRef<AbortController>(null)
  useEffect(() => () => asked.current?.abort(), [])
  const ask = async () => {
    if (asked.current) return
    const controller = new AbortController()
    asked.current = controller
    const { signal } = controller
    try {
      const address = addressOf(getPreview, { params: { id: file.id, kind: 'light' } })
      const answer = await fetch(address, { signal })
      if (!answer.ok) throw new Error('the light is not there')
      setLight(readRadiance(new Uint8Array(await answer.arrayBuffer())))
      setFailed(false)
    } catch {
      asked.current = null
      if (!signal.aborted) setFailed(true)
    }
  }
  return { light, failed, ask: () => void ask() }
}

function Exposed({ light, stops, name }: { light: Light; stops: number; name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    canvas.current?.getContext('2d')?.putImageData(exposed(light, stops), 0, 0)
  }, [light, stops])
  return (
    <canvas
      ref={canvas}
      className="library-picture library-light"
      width={light.width}
      height={light.height}
      aria-label={name}
    />
  )
}

function Layers({ details }: { details: LightDetails }) {
  const { t } = useTranslation()
  const { layers, layerCount } = details
  return (
    <FactList
      facts={[
        {
          label: t('library.light.format'),
          value: [details.format, details.compression].filter(Boolean).join(t('library.comma')),
        },
        {
          label: t('library.light.layers'),
          value: (
            <ul className="library-names">
              {placed(layers).map(({ name, channels, at }) => (
                <li key={at}>
                  {name || t('library.light.main')} <span className="caption">{channels.join(' ')}</span>
                </li>
              ))}
              {layerCount > layers.length && (
                <li className="caption">{t('library.model.more', { count: layerCount - layers.length })}</li>
              )}
            </ul>
          ),
        },
      ]}
    />
  )
}
