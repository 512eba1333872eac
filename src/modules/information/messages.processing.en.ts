import type { ProcessingMessages } from './messages.processing.zh.ts'

export const en: ProcessingMessages = {
  'processing.information.notices': 'Notices, receipts and comments',
  'processing.information.notices.data': 'Who has read which notice, who has commented what',
  'processing.information.notices.purpose': 'Notices reach people, and their senders know whether they did',
  'processing.information.notices.who':
    'Senders see who has read; those who got the same notice see comments; students and guardians do not comment where companies read',
  'processing.information.notices.kept':
    'As long as the notice; when an account is erased, receipts go and comments are emptied',
  'processing.information.todos': 'To-do items',
  'processing.information.todos.data': 'What waits for whom, names of those who hand on and take over',
  'processing.information.todos.purpose': 'People know what waits for them',
  'processing.information.todos.who': 'Those who act in that role at the organisation it waits at',
  'processing.information.todos.kept': 'Half a year after it was done',
  'processing.information.letters': 'Letters by mail and calendar address',
  'processing.information.letters.data': 'How often and in which language, a hash of the address',
  'processing.information.letters.purpose': 'To send what waits, as the person wishes',
  'processing.information.letters.who': 'The person alone',
  'processing.information.letters.kept': 'Until the person stops it or erases the account',
}
