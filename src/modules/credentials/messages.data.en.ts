import type { DataMessages } from './messages.data.zh.ts'

export const en: DataMessages = {
  'data.credentials.held': 'Credentials issued to you',
  'data.credentials.held.note':
    'What you have downloaded is yours and can be verified after your account ends. Whoever issued it keeps note of it until your entry there is erased.',
  'data.credentials.signed': 'Credentials you issued for an organisation',
  'data.credentials.signed.note':
    'Issuing is the organisation’s act: they stay in force, your name goes with your account.',
  'data.credentials.steps': 'Credentials you suspended, restored or revoked for an organisation',
  'data.credentials.steps.note':
    'Whoever holds them reads the reason; it stays, your name goes with your account.',
  'data.field.credential': 'Credential',
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
    'As long as the holder’s entry, then the name and what it says go and the status stays; the name of who signed goes with their account',
}
