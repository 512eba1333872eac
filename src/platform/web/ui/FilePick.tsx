import { Button } from 'antd'
import { type DragEvent, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  label: string
  /** What the file has to be like, in a sentence. */
  hint?: string
  /** Endings with their dot: `['.xlsx', '.csv']`. */
  types: readonly string[]
  maxBytes: number
  value: File | null
  onPick: (file: File | null) => void
}

const megabytes = (bytes: number) => `${(bytes / 1_048_576).toFixed(bytes < 10_485_760 ? 1 : 0)} MB`

/** Takes one file by click, keyboard or drop, and refuses at once what the server would refuse. */
export function FilePick({ label, hint, types, maxBytes, value, onPick }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const [problem, setProblem] = useState('')
  const take = (file: File | undefined) => {
    if (!file) return
    const known = types.some(type => file.name.toLowerCase().endsWith(type))
    if (!known) setProblem(t('web.file.type', { types: types.join(' ') }))
    else if (file.size > maxBytes)
      setProblem(t('web.file.too_large', { size: megabytes(file.size), limit: megabytes(maxBytes) }))
    else setProblem('')
    onPick(known && file.size <= maxBytes ? file : null)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files[0])
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is an extra; the button does the same
    <div
      className="file-pick"
      data-over={over || undefined}
      onDragOver={event => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label htmlFor={id} className="file-label">
        {label}
      </label>
      {hint && <p className="caption">{hint}</p>}
      <input
        id={id}
        ref={input}
        type="file"
        className="visually-hidden"
        accept={types.join(',')}
        aria-describedby={`${id}-problem`}
        onChange={event => {
          take(event.target.files?.[0])
          event.target.value = ''
        }}
      />
      {value && (
        <p className="file-name">
          {value.name} <span className="caption">{megabytes(value.size)}</span>
        </p>
      )}
      <div className="file-actions">
        <Button onClick={() => input.current?.click()}>
          {t(value ? 'web.file.replace' : 'web.file.pick')}
        </Button>
        {value ? (
          <Button type="text" onClick={() => onPick(null)}>
            {t('web.file.remove')}
          </Button>
        ) : (
          <span className="caption file-drop-hint">{t('web.file.drop')}</span>
        )}
      </div>
      <p id={`${id}-problem`} role="alert" className="attention">
        {problem}
      </p>
    </div>
  )
}
