import type { RecordsMessages } from './messages.zh.ts'

export const en: RecordsMessages = {
  'error.records.result_exists':
    'This result of the term is on record already. To change it, correct that entry.',
  'error.records.learner_missing': 'There is no such learner at your organisation.',
  'error.records.not_now': 'This cannot be done with the entry as it stands. Reload and look again.',
  'error.records.over': 'The entry is no longer in force.',
  'audit.records.outcome': 'Outcome recorded',
  'audit.records.outcomes': 'Outcomes recorded together',
  'audit.records.claim': 'Outcome claimed',
  'audit.records.confirmation': 'Outcome confirmed',
  'audit.records.refusal': 'Outcome not confirmed',
  'audit.records.withdrawal': 'Claim withdrawn',
  'audit.records.correction': 'Outcome corrected',
  'audit.records.revocation': 'Outcome revoked',
  'house.audit.subject.outcome': 'Outcome',
}
