import i18next from 'i18next'
import { useTranslation } from 'react-i18next'
import type { AuditEntry } from '../contract.ts'

/** The words of an entry; an action or a kind without words of its own is shown by its name. */
export function useAuditWords() {
  const { t } = useTranslation()
  const word = (key: string, otherwise: string) => (i18next.exists(key) ? String(t(key as never)) : otherwise)
  return {
    action: ({ action }: AuditEntry) => word(`audit.${action}`, action),
    actor: ({ actor }: AuditEntry) =>
      actor ? (actor.name ?? t('house.audit.out_of_sight')) : t('house.audit.platform'),
    fact: ({ name, value }: AuditEntry['facts'][number]) => ({
      label: word(`house.audit.fact.${name}`, name),
      value: name === 'role' ? word(`role.${value}`, value) : value,
    }),
    subject: ({ subject }: AuditEntry) => word(`house.audit.subject.${subject.kind}`, subject.kind),
  }
}
