import type { AccountsMessages } from './messages.zh.ts'

export const en: AccountsMessages = {
  'error.accounts.sign_in_failed': 'That account and password do not go together.',
  'error.accounts.persona_missing': 'There is no such demo person.',
  'error.accounts.affiliation_missing': 'Not found, or not yours to see.',
}
