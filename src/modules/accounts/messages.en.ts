import type { AccountsMessages } from './messages.zh.ts'

export const en: AccountsMessages = {
  'error.accounts.sign_in_failed': 'That account and password do not go together.',
  'error.accounts.persona_missing': 'There is no such demo person.',
  'error.accounts.already_claimed': 'This person has an account already and needs no invitation.',
  'error.accounts.affiliation_ended': 'This affiliation has ended, so nobody can be invited for it.',
  'error.accounts.no_mail': 'This platform has no mail service set up, so no letter can be sent.',
  'error.accounts.class_all_claimed': 'Nobody in this class still needs an account.',
  'error.accounts.class_too_large': 'At most {{most}} account cards are printed at once.',
  'error.accounts.code_not_valid':
    'This code does not work: it may be mistyped, used, expired or taken back. Ask whoever gave it to you.',
  'error.accounts.email_has_account':
    'There is an account with this e-mail. Sign in first, then open the link again to add the new affiliation.',
  'error.accounts.password_wrong': 'That is not the password.',
  'error.accounts.not_claimed': 'This person has no account yet. Use an invitation code instead.',
  'error.accounts.reset_not_possible':
    'Your organisation cannot reset this: the person has a verified e-mail or a second factor, or belongs to another organisation as well. They recover by e-mail themselves.',
  'error.accounts.factor_wrong': 'The code is not right, or was used already.',
  'error.accounts.factor_is_on': 'The second factor is on already.',
  'error.accounts.factor_is_off': 'There is no second factor.',
  'error.accounts.challenge_over': 'This step is no longer valid. Enter account and password again.',
  'problem.accounts.password_short': 'At least {{minimum}} characters',
  'problem.accounts.password_common': 'Too common, easily guessed',
  'problem.accounts.password_personal': 'Not your own name, number or e-mail',
  'problem.accounts.password_wrong': 'Not the password',
  'accounts.sheet.title': '{{name}} account cards',
  'accounts.sheet.organisation_code': 'Organisation code',
  'accounts.sheet.number': 'Number',
  'accounts.sheet.code': 'Invitation code',
  'accounts.sheet.note':
    'Scan it, or open “Use a code” on the platform. Works once, until {{until}}. Keep it to yourself.',
  'accounts.letter.invitation.subject': '{{organisation}} invites you to Overpass',
  'accounts.letter.invitation.text':
    'Hello {{name}},\n\n{{organisation}} invites you to Overpass. Open this link and choose a password:\n\n{{link}}\n\nOr enter this code on the page “Use a code”: {{code}}\n\nThe link works once, within 14 days. If you do not know this organisation, ignore this letter.\n',
  'accounts.letter.recovery.subject': 'A new password for Overpass',
  'accounts.letter.recovery.text':
    'Hello,\n\nsomebody asked for a new password for the account of this address. If it was you, open this link:\n\n{{link}}\n\nIt works once, within {{minutes}} minutes. If it was not you, ignore this letter; the password stays as it is.\n',
  'accounts.letter.email.subject': 'Is this your e-mail?',
  'accounts.letter.email.text':
    'Hello {{name}},\n\nopen this link to confirm that this is your e-mail:\n\n{{link}}\n\nIt works within {{minutes}} minutes. If you did not ask for it, ignore this letter.\n',
}
