import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { type Moment, Timeline } from '#platform/web/ui/Timeline.tsx'
import type { VersionRow } from '../contract/agreements.ts'
import type { AgreementVersion } from '../contract/versions.ts'

/** What happened to the version so far, the newest first. */
export function History({ version, versions }: { version: AgreementVersion; versions: VersionRow[] }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const moments: Moment[] = [
    {
      id: 'begun',
      at: version.createdAt,
      title: t('agreements.history.begun', { party: name(version.draftedBy.name) }),
      detail: version.basedOn && t('agreements.history.based_on', { number: version.basedOn.number }),
    },
  ]
  if (version.sentAt) moments.push({ id: 'sent', at: version.sentAt, title: t('agreements.history.sent') })
  for (const { id, name: party, signature } of version.parties)
    if (signature)
      moments.push({
        ...{ id, at: signature.at, tone: 'agreed' },
        title: t('agreements.history.signed', { party: name(party) }),
        detail: signature.signerName,
      })
  for (const ending of version.endings) {
    moments.push({
      ...{ id: ending.id, at: ending.at, tone: 'uncertain' },
      title: t('agreements.history.ending', { party: name(ending.proposedBy.name), day: day(ending.endsOn) }),
    })
    for (const answer of ending.answers.slice(1))
      moments.push({
        ...{ id: `${ending.id} ${answer.organisation.id}`, at: answer.at },
        tone: answer.answer === 'agree' ? 'agreed' : 'act',
        title: t(`agreements.history.${answer.answer}`, { party: name(answer.organisation.name) }),
        detail: answer.note,
      })
  }
  const next = versions.filter(one => one.number > version.number && one.signedOn !== null).at(-1)
  if (next?.signedOn)
    moments.push({
      ...{ id: 'followed', at: next.signedOn },
      title: t('agreements.history.followed', { number: next.number }),
    })
  return (
    <Sheet title={t('agreements.history.title')}>
      <Timeline
        moments={moments.sort((a, b) => (a.at < b.at ? 1 : -1))}
        label={t('agreements.history.title')}
      />
    </Sheet>
  )
}
