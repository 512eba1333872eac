import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import type { FileDetails } from '../contract/details.ts'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'
import './film.css'

type Details = Extract<FileDetails, { of: 'audio' }>

/** A sound: what it looks like over its length, and the browser's own player. */
export default function SoundPlayer({ file, details }: { file: ItemFile; details: Details }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const address = (kind: 'waveform' | 'proxy') => addressOf(getPreview, { params: { id: file.id, kind } })
  const seconds = Math.round((details.milliseconds ?? 0) / 1000)
  const length = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
  return (
    <>
      <img
        className="sound-wave"
        src={address('waveform')}
        alt={t('library.sound.wave', { name: file.name })}
      />
      <audio
        className="library-player"
        src={address('proxy')}
        controls
        preload="metadata"
        aria-label={file.name}
      >
        <track kind="captions" />
      </audio>
      <p className="caption">
        {t('library.sound.facts', { length, rate: number(details.sampleRate / 1000) })}
      </p>
    </>
  )
}
