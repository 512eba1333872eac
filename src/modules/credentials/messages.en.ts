import type { zh } from './messages.zh.ts'

export const en: Record<keyof typeof zh, string> = {
  'credentials.column.id': 'Number',
  'credentials.column.learner': 'Name',
  'credentials.column.name': 'Credential',
  'credentials.column.kind': 'Kind',
  'credentials.column.level': 'Level',
  'credentials.column.awarded': 'Awarded on',
  'credentials.column.until': 'Valid until',
  'credentials.column.state': 'State',
  'error.credentials.picture_broken': 'The file is damaged, or no whole PNG or SVG picture.',
  'error.credentials.picture_doctype': 'The SVG has a document type declaration. Export it without one.',
  'error.credentials.picture_lettering':
    'The SVG holds text, which looks wrong wherever its font is missing. Convert it to outlines first.',
  'error.credentials.picture_no_size':
    'The SVG says no size, or is more than four times as long as it is wide.',
  'error.credentials.picture_too_large': 'The picture is too large or too fine. Simplify it first.',
  'error.credentials.picture_kind': 'Upload a PNG or an SVG.',
  'error.credentials.picture_too_many_pixels': 'The picture has too many pixels. Make it smaller first.',
  'error.credentials.picture_too_small': 'The picture is too small: 128 pixels at least each way.',
  'error.credentials.picture_too_slow': 'The picture took too long to read. Simplify it first.',
  'error.credentials.one_plus_x':
    '1+X certificates are issued by evaluation organisations, never by the group or its members. Record the number and its evidence in the learner’s record instead.',
  'error.credentials.archived': 'This design is no longer in use. Take it up again first.',
  'error.credentials.level': 'Choose one of the design’s levels, or none where it has none.',
  'error.credentials.future': 'The day it was earned cannot be later than today.',
  'error.credentials.ends_before': 'It must end after the day it was earned, and after today.',
  'error.credentials.learners':
    'You cannot issue to one of these people, or nobody was chosen. Please choose again.',
  'error.credentials.too_many': 'At most {{most}} people at a time. Please issue in several steps.',
  'error.credentials.no_outcome': 'This design names no outcome that earns it. Add one to the design first.',
  'error.credentials.outcomes':
    'Some outcomes do not fit the design, are not of your learners, are contested, or have a credential already. Choose again.',
  'error.credentials.outcome_taken':
    'Somebody else has just issued a credential for one of these outcomes. Choose again.',
  'error.credentials.withdrawn_already': 'This batch has been withdrawn.',
  'error.credentials.delivered_already':
    'This batch has been delivered and cannot be withdrawn. You can still revoke credentials one by one.',
  'error.credentials.not_delivered':
    'This credential has not been delivered yet; this can be done afterwards. Until then the whole batch can be withdrawn.',
  'error.credentials.revoked_already': 'This credential has been revoked, which is for good.',
  'error.credentials.suspended_already': 'This credential is suspended already.',
  'error.credentials.not_suspended': 'This credential is not suspended.',
  'error.credentials.not_signed': 'This credential is still being signed. Try again in a moment.',
  'error.credentials.nothing_to_review':
    'The outcome it rests on has not changed: there is nothing to decide.',
  'error.credentials.erased':
    'What this credential said was erased with its holder’s entry; it can no longer be downloaded.',
  'error.credentials.none_yet': 'You have no credentials yet. Come back when you have received the first.',
  'error.credentials.vc_api_off': 'The credential interface is not open here.',
  'error.credentials.vc_refused': 'Not accepted: {{problem}}',
  'todo.credentials.received': 'You have received a credential: {{name}}',
  'todo.credentials.suspended': 'Your credential was suspended: {{name}}. See why',
  'todo.credentials.lifted': 'Your credential is in force again: {{name}}',
  'todo.credentials.review': 'What “{{name}}” rests on was changed: revoke or keep it',
  'todo.credentials.revoked': 'Your credential was revoked: {{name}}. See why',
  'house.audit.subject.credential': 'Credential',
  'house.audit.subject.credential_template': 'Credential design',
  'house.audit.subject.credential_batch': 'Batch of credentials',
  'house.audit.subject.credential_issuer': 'Issuer',
  'house.audit.subject.credential_record': 'Learner record',
  'audit.credentials.picture_set': 'Design given its own picture',
  'audit.credentials.picture_removed': 'Design’s own picture removed',
  'audit.credentials.template_created': 'created a credential design',
  'audit.credentials.template_changed': 'changed a credential design',
  'audit.credentials.template_archived': 'put a credential design out of use or into use',
  'audit.credentials.issued': 'issued credentials',
  'audit.credentials.issued_for_outcomes': 'Issued credentials for recorded outcomes',
  'audit.credentials.withdrawn': 'withdrew undelivered credentials',
  'audit.credentials.suspended': 'suspended a credential',
  'audit.credentials.lifted': 'lifted a suspension',
  'audit.credentials.revoked': 'revoked a credential',
  'audit.credentials.kept': 'Credential kept after its outcome changed',
  'audit.credentials.key_rotated': 'changed the signing key',
  'audit.credentials.issued_by_api': 'issued a credential through the interface',
  'audit.credentials.record_signed': 'had their own record signed',
  'accounts.scope.credentials.issue': 'issue credentials (VC-API)',
  'accounts.scope.credentials.verify': 'verify credentials (VC-API)',
  'credentials.kind.completion': 'Completion',
  'credentials.kind.award': 'Award',
  'credentials.kind.project': 'Project',
  'credentials.kind.contribution': 'Contribution',
  'credentials.state.prepared': 'to be delivered',
  'credentials.state.in_force': 'in force',
  'credentials.state.suspended': 'suspended',
  'credentials.state.revoked': 'revoked',
  'credentials.state.expired': 'expired',
  'credentials.paper.completion': 'Certificate of completion',
  'credentials.paper.award': 'Award',
  'credentials.paper.project': 'Project',
  'credentials.paper.contribution': 'Contribution',
  'credentials.paper.said': 'Awarded by {{issuer}} on {{day}}',
  'credentials.paper.said_level': 'Awarded by {{issuer}} on {{day}}, level {{level}}',
  'credentials.paper.until': 'Valid until {{day}}',
  'credentials.paper.verify': 'Scan the code or open the address below to see what this is worth today.',
  'credentials.bundle.text': `This folder verifies one credential without any network and without our servers.

Credential: {{name}}
To: {{learner}}
Issued by: {{issuer}}
Issuer’s DID: {{did}}
Exported: {{at}}

What can be said offline: whether it is intact; whether it was revoked or suspended as of the date of the status
lists. Its later status is unknown.
What cannot be said: whether the issuer is a member of the group today, and whether the holder is the learner.

credential.json  the credential with a Data Integrity proof (eddsa-rdfc-2022)
credential.jwt   the same credential as vc+jwt
did.json         the issuer’s DID document with its public keys
status-*.json    the issuer’s signed lists of revoked and suspended credentials; validFrom is their date
contexts/        the JSON-LD contexts it uses; index.json names their addresses
verify.mjs       runs with Node.js: node verify.mjs
`,
}
