import type { ReactNode } from 'react'
import { RequestError } from '../../contract/client.ts'
import { MissingPage } from '../shell/ErrorPages.tsx'
import { PageHeader } from './PageHeader.tsx'
import { Columns } from './Sheet.tsx'
import { ErrorState, Skeleton } from './states.tsx'

type Read<T> = { data: T | undefined; error: unknown; refetch: () => unknown }
type Parts = {
  title: string
  lead?: ReactNode
  action?: ReactNode
  trail?: readonly { to: string; label: string }[]
  main: ReactNode
  /** Facts and neighbours at the right. */
  side?: ReactNode
}

/** One thing: what it is, its facts, what can be done. A missing or foreign one says so. */
export function DetailPage<T>({ read, children }: { read: Read<T>; children: (data: T) => Parts }) {
  if (read.data === undefined) {
    if (read.error instanceof RequestError && [400, 404].includes(read.error.status)) return <MissingPage />
    if (read.error) return <ErrorState error={read.error} onRetry={() => void read.refetch()} />
    return <Skeleton lines={8} />
  }
  const { main, side, ...header } = children(read.data)
  return (
    <>
      <PageHeader {...header} />
      {side ? <Columns main={main} side={side} /> : <div className="stack">{main}</div>}
    </>
  )
}
