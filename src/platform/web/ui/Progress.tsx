import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format.ts'

type Props = {
  /** What is being done: "Reading 12,480 rows". */
  label: string
  done: number
  /** Null while it is not known how much there is. */
  total: number | null
  /** Offers to stop; resolves once the server has taken note. */
  onCancel?: () => Promise<unknown>
}

/** Long work under way: how far it is, and a way to stop it. */
export function Progress({ label, done, total, onCancel }: Props) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const [stopping, setStopping] = useState(false)
  const stop = async () => {
    setStopping(true)
    await onCancel?.().catch(() => setStopping(false))
  }
  return (
    <div className="progress">
      <div className="progress-head">
        <span>{label}</span>
        <span className="figures">
          {total === null ? number(done) : `${number(done)} / ${number(total)}`}
        </span>
      </div>
      <progress aria-label={label} value={total === null ? undefined : done} max={total ?? undefined} />
      {onCancel && (
        <Button size="small" onClick={() => void stop()} disabled={stopping}>
          {stopping ? t('web.progress.cancelling') : t('action.cancel')}
        </Button>
      )}
    </div>
  )
}
