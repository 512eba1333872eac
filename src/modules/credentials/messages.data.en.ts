import type { DataMessages } from './messages.data.zh.ts'

export const en: DataMessages = {
  'data.credentials.held': 'Credentials issued to you',
  'data.credentials.held.note':
    'What you have downloaded is yours and can be verified after your account ends. Whoever issued it answers for it and must be able to say whether it is in force: it is kept until your entry is erased, for the term stated in the register of processing at most; then its status alone stays. What is being prepared stands here once it is delivered.',
  'data.credentials.signed': 'Credentials you issued for an organisation',
  'data.credentials.signed.note':
    'Issuing is the organisation’s act: they stay in force, your name goes with your account.',
  'data.credentials.steps': 'Credentials you suspended, restored or revoked for an organisation',
  'data.credentials.steps.note':
    'Whoever holds them reads the reason; it stays, your name goes with your account.',
  'data.field.credential': 'Credential',
  'data.field.credential_id': 'Id of the credential',
  'data.field.evidence': 'Rests on',
  'data.field.issuer': 'Issued by',
  'data.field.holders': 'People',
  'processing.credentials.issued': 'Issuing credentials, and whether they are in force',
  'processing.credentials.issued.data':
    'Name of the holder, the credential and its level, the outcome that earned it, dates, status with its reason, who signed',
  'processing.credentials.issued.purpose':
    'Issue credentials that can be verified without this platform, and say whether they are still in force',
  'processing.credentials.issued.who':
    'The holder, a minor’s guardians, whoever issued it; anybody who has its id or file can verify it; status lists name nobody',
  'processing.credentials.issued.kept':
    'Whoever issued it must be able to say whether it is in force, so it outlives the account, as long as the holder’s entry; with the entry the name and what it says go, what is not delivered yet is withdrawn, and the status stays; the name of who signed goes with their account',
}
