import type { LeavingMessages } from './messages.leaving.zh.ts'

export const en: LeavingMessages = {
  'error.accounts.erasure_waiting': 'You have asked for this already. You can take it back.',
  'error.accounts.merge_same': 'This code is of the account you are in. Make one in your other account.',
  'error.accounts.merge_erasure': 'One of the two accounts waits to be erased. Take that back first.',
  'accounts.privacy.title': 'Your data',
  'accounts.privacy.note': 'What is kept about you, and who has read it.',
  'accounts.privacy.data': 'My data',
  'accounts.privacy.transfer': 'Move to another school',
  'accounts.privacy.merge': 'Merge two accounts',
  'accounts.privacy.leave': 'Erase the account',
  'accounts.leave.title': 'Erase the account',
  'accounts.leave.heading': 'Erase your account',
  'accounts.leave.heading_waiting': 'Your account will be erased on {{at}}',
  'accounts.leave.lead': 'You then have {{days}} days to change your mind. Until then all goes on as before.',
  'accounts.leave.lead_waiting': 'Until then you can take it back, and nothing changes.',
  'accounts.leave.gone': 'What goes',
  'accounts.leave.gone_text':
    'The account, password, second step, all sign-ins, API keys, how to reach you, addresses of letters, receipts, comments, copies of your data, what you showed of your record, claims that nobody confirmed, and the details about the account in the audit trail.',
  'accounts.leave.stays': 'What stays',
  'accounts.leave.stays_text':
    'Entries that a school or an organisation has a duty to keep, with results and credentials issued: they decide how long, up to a set day, and then they are erased. And records with a mark in place of your name, which prove that something happened.',
  'accounts.leave.again': 'If you come back',
  'accounts.leave.again_text':
    'A school can invite you again. That is a new account with no tie to this one. The same e-mail can be used again.',
  'accounts.leave.how': 'Confirm with',
  'accounts.leave.by_password': 'Password',
  'accounts.leave.by_code': 'Code of the second step',
  'accounts.leave.submit': 'Ask for erasure',
  'accounts.leave.sure': 'Ask for your account to be erased?',
  'accounts.leave.sure_text':
    'After {{days}} days it cannot be brought back. Until then you can undo it at any time.',
  'accounts.leave.asked': 'Erasure asked for',
  'accounts.leave.undo': 'Keep my account',
  'accounts.leave.undone': 'Taken back. Your account stays.',
  'accounts.merge.title': 'Merge two accounts',
  'accounts.merge.heading': 'Bring your other account over to this one',
  'accounts.merge.lead':
    'If you have two accounts, they can become one. You prove that both are yours: make a code in the other account, and type it here.',
  'accounts.merge.take': 'This is the one I keep',
  'accounts.merge.take_text':
    'Type the code you made in the other account, and first look at what comes over.',
  'accounts.merge.code': 'Merge code',
  'accounts.merge.look': 'See what comes over',
  'accounts.merge.found': 'What comes over from “{{name}}”',
  'accounts.merge.nothing': 'That account has no entries.',
  'accounts.merge.text':
    "Signing in to that account ends at once. Its entries, requests and receipts become this account's; nothing is lost. Confirm with the password of this account.",
  'accounts.merge.submit': 'Merge',
  'accounts.merge.done': 'Merged: {{count}} entries came over',
  'accounts.merge.give': 'This is the one that goes',
  'accounts.merge.give_text':
    'Make a code that works for {{minutes}} minutes. Then sign out, sign in to the account you keep, and type it there.',
  'accounts.merge.make': 'Make a code',
  'accounts.merge.keep_it':
    'Write it down, it is shown once. Then sign out, sign in to the account you keep, and type it on this page.',
  'home.accounts.erasure_waiting':
    'Your account waits to be erased. If you did not ask for it, take it back now and change your password',
  'audit.accounts.erasure_asked': 'Asked for the account to be erased',
  'audit.accounts.erasure_undone': 'Took the erasure back',
  'audit.accounts.erased': 'Account erased',
  'audit.accounts.merged': 'Merged two accounts',
  'audit.accounts.merge_code_made': 'Made a merge code',
  'house.audit.fact.from': 'From',
  'house.audit.fact.entries': 'Entries',
  'processing.accounts.account': 'Account and signing in',
  'processing.accounts.account.data':
    'Shown name, language, e-mail, a hash of the password, the secret of the second step',
  'processing.accounts.account.purpose': 'The person, and nobody else, can sign in',
  'processing.accounts.account.who': 'The person alone; organisations know only whether an entry is claimed',
  'processing.accounts.account.kept':
    'Until the person has it erased: all of it, after the time to think again',
  'processing.accounts.sessions': 'Sessions and safety',
  'processing.accounts.sessions.data':
    'Kind of device, network address, times; failures are counted by hashes alone',
  'processing.accounts.sessions.purpose': 'To stay signed in, and against guessing',
  'processing.accounts.sessions.who': 'The person alone',
  'processing.accounts.sessions.kept': 'Sessions for 30 days at the longest; failures for some hours',
  'processing.accounts.invitations': 'Invitations and sign-in codes',
  'processing.accounts.invitations.data': 'The entry invited for, the e-mail it went to, a hash of the code',
  'processing.accounts.invitations.purpose': 'The human an organisation means can claim their entry',
  'processing.accounts.invitations.who': 'Administrators of the organisation that invited',
  'processing.accounts.invitations.kept': 'As long as the entry; the e-mail goes when the account is erased',
}
