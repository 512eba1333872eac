import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import type { AuditEntry } from '../contract.ts'
import { useAuditWords } from './audit-words.ts'

/** One entry with all its facts; open while there is one. */
export function AuditDrawer({ entry, onClose }: { entry: AuditEntry | undefined; onClose: () => void }) {
  const words = useAuditWords()
  return (
    <SideDrawer open={entry !== undefined} title={entry ? words.action(entry) : ''} onClose={onClose}>
      {entry && <Facts entry={entry} />}
    </SideDrawer>
  )
}

function Facts({ entry }: { entry: AuditEntry }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const words = useAuditWords()
  const { actor, subject, facts, seal, erasedAt } = entry
  const same = (name: 'person' | 'subject', value: string, label: string) => (
    <Link to={`/audit?${new URLSearchParams({ [name]: value })}`}>{label}</Link>
  )
  return (
    <>
      <FactList
        facts={[
          { label: t('house.audit.at'), value: instant(entry.at) },
          {
            label: t('house.audit.actor'),
            value: words.actor(entry),
            note: actor && same('person', actor.personId, t('house.audit.same_person')),
          },
          {
            label: t('house.audit.subject'),
            value: words.subject(entry),
            note: subject.id && same('subject', subject.id, t('house.audit.same_subject')),
          },
          { label: t('house.audit.number'), value: String(entry.id) },
          { label: t('house.audit.seal'), value: seal === null ? t('house.audit.not_sealed') : String(seal) },
          { label: t('house.audit.request'), value: entry.requestId },
        ]}
      />
      <h3>{t('house.audit.facts')}</h3>
      {facts.length > 0 ? (
        <FactList facts={facts.map(words.fact)} />
      ) : (
        <p className="caption">{erasedAt ? t('house.audit.erased') : t('house.audit.no_facts')}</p>
      )}
    </>
  )
}
