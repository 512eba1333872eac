import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '../errors.ts'

type EmptyProps = {
  /** What will stand here. */
  title: string
  /** Why it is worth it. */
  text?: ReactNode
  /** The one step that fills it. */
  action?: ReactNode
}

export function Empty({ title, text, action }: EmptyProps) {
  return (
    <div className="empty">
      <p className="empty-title">{title}</p>
      {text && <p>{text}</p>}
      {action && <div>{action}</div>}
    </div>
  )
}

/** Something could not be read: what happened and the way to try again. */
export function ErrorState({ error, onRetry }: { error: unknown; onRetry?: () => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  return (
    <div className="error-state" role="alert">
      <p className="empty-title">{t('web.error.title')}</p>
      <p>{textOf(error)}</p>
      {onRetry && <Button onClick={onRetry}>{t('action.retry')}</Button>}
    </div>
  )
}

/** Grey lines in the measure of what will stand there. */
export function Skeleton({ lines = 4 }: { lines?: number }) {
  const { t } = useTranslation()
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('web.loading')}</span>
      {Array.from({ length: lines }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the lines are all alike
        <span key={index} className="skeleton-line" aria-hidden="true" />
      ))}
    </div>
  )
}

type ReadState<T> = { data: T | undefined; error: unknown; refetch: () => unknown }

/** Shows what was read, or that it is being read, or why it could not be. */
export function Loaded<T>({
  read,
  lines,
  children,
}: {
  read: ReadState<T>
  lines?: number
  children: (data: T) => ReactNode
}) {
  if (read.data !== undefined) return children(read.data)
  if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
  return <Skeleton lines={lines} />
}
