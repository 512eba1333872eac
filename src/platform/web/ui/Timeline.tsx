import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../format.ts'
import type { Tone } from './StatusTag.tsx'

export type Moment = { id: string; at: string; title: ReactNode; detail?: ReactNode; tone?: Tone }

/** What happened, newest first or last as given; each with its time and distance. */
export function Timeline({ moments, label }: { moments: readonly Moment[]; label?: string }) {
  const { t } = useTranslation()
  const { instant, distance } = useFormat()
  return (
    <ol className="timeline" aria-label={label ?? t('web.timeline')}>
      {moments.map(moment => (
        <li key={moment.id} data-tone={moment.tone ?? 'quiet'}>
          <div>{moment.title}</div>
          {moment.detail && <div className="timeline-detail">{moment.detail}</div>}
          <time className="caption" dateTime={moment.at} title={instant(moment.at)}>
            {distance(moment.at)}
          </time>
        </li>
      ))}
    </ol>
  )
}
