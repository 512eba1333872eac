import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Timeline } from '#platform/web/ui/Timeline.tsx'
import type { Application, OwnApplication } from '../../contract.ts'
import '../members.css'

const TONES: Record<Application['state'], Tone> = {
  submitted: 'uncertain',
  incomplete: 'act',
  checked: 'uncertain',
  admitted: 'agreed',
  rejected: 'quiet',
  withdrawn: 'quiet',
}

export function ApplicationState({ state }: { state: Application['state'] }) {
  const { t } = useTranslation()
  return <StatusTag tone={TONES[state]}>{t(`members.application.state.${state}`)}</StatusTag>
}

type Document = OwnApplication['documents'][number]

/** Documents by name and size; `link` makes them open. */
export function DocumentList({
  documents,
  link,
}: {
  documents: readonly Document[]
  link?: (document: Document) => string
}) {
  const { t } = useTranslation()
  const { number } = useFormat()
  if (documents.length === 0) return <p className="caption">{t('members.application.no_documents')}</p>
  return (
    <ul className="plain-list">
      {documents.map(document => (
        <li key={document.id}>
          {link ? <a href={link(document)}>{document.name}</a> : <span>{document.name}</span>}
          <span className="caption">{number(Math.ceil(document.size / 1024))} KB</span>
        </li>
      ))}
    </ul>
  )
}

type Step = OwnApplication['steps'][number] & Partial<Application['steps'][number]>

/** What happened to an application, the newest first. */
export function Steps({ steps }: { steps: readonly Step[] }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const detail = ({ note, by, resolution, decidedOn, votes }: Step): ReactNode => {
    const lines = [
      note,
      decidedOn &&
        (resolution
          ? t('members.application.resolution_of', { resolution, day: day(decidedOn) })
          : day(decidedOn)),
      votes && t('members.application.votes_of', votes),
      by,
    ].filter(Boolean)
    return lines.length > 0 && <span className="kept-lines">{lines.join('\n')}</span>
  }
  return (
    <Sheet title={t('members.history')}>
      <Timeline
        label={t('members.history')}
        moments={[...steps].reverse().map(step => ({
          id: step.id,
          at: step.at,
          title: t(`members.application.step.${step.kind}`),
          detail: detail(step),
        }))}
      />
    </Sheet>
  )
}
