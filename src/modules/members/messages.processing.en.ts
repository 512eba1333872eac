import type { ProcessingMessages } from './messages.processing.zh.ts'

export const en: ProcessingMessages = {
  'processing.members.learners': 'Entries of students and residents who learn',
  'processing.members.learners.data':
    'Name, student number, class, date of birth, contact data, first and last day',
  'processing.members.learners.purpose':
    'A school keeps its register and teaches; what somebody has learnt is counted as theirs',
  'processing.members.learners.who':
    'Administrators and teachers of the school; the person; guardians of a minor. Never companies, other schools or the secretariat',
  'processing.members.learners.kept':
    'While they learn there. When an account is erased, contact data goes at once; the school decides about the rest, until the set day at the longest',
  'processing.members.guardians': 'Guardians',
  'processing.members.guardians.data': 'Name, contact data, relation to the student',
  'processing.members.guardians.purpose': 'Guardians of minors see how they do and agree on their behalf',
  'processing.members.guardians.who': 'Administrators of the school; the guardian. Never companies',
  'processing.members.guardians.kept':
    'They see nothing more once the student is of age; after erasure the school decides, until the set day at the longest',
  'processing.members.staff': 'Entries of staff of schools, companies and associations',
  'processing.members.staff.data': 'Name, staff number, position, contact data, first and last day',
  'processing.members.staff.purpose':
    'An organisation keeps its own people; those who are listed are found by other members',
  'processing.members.staff.who':
    'Administrators and teachers of the organisation; name and position of those listed by members of the same groups, contact data by none of them',
  'processing.members.staff.kept':
    'While they work there. After erasure the organisation decides, until the set day at the longest',
  'processing.members.imports': 'Rosters handed in',
  'processing.members.imports.data': 'The files, and the list of what they changed',
  'processing.members.imports.purpose': "A term's people are brought up to date without typing each",
  'processing.members.imports.who': 'Administrators of the organisation that handed them in',
  'processing.members.imports.kept':
    'Files go minutes after they are done, at the longest after a month; the list stays with the entries',
  'processing.members.applications': 'Contacts of organisations that apply',
  'processing.members.applications.data': 'Name, e-mail and phone of the contact, documents',
  'processing.members.applications.purpose': 'To check an application and to reach the applicant',
  'processing.members.applications.who': 'The secretariat of the group applied to',
  'processing.members.applications.kept':
    'Half a year where it came to nothing; else as long as the membership is kept',
  'processing.members.organs': 'Offices in a group',
  'processing.members.organs.data': 'Name, office, term',
  'processing.members.organs.purpose': 'A group says who leads it',
  'processing.members.organs.who': 'Everybody who is signed in',
  'processing.members.organs.kept': 'For good, as the history of the group',
  'processing.members.transfers': 'Moves between schools',
  'processing.members.transfers.data':
    'Name; date of birth, former school and class where the student chose to send them',
  'processing.members.transfers.purpose': 'A new school takes in students who move',
  'processing.members.transfers.who':
    'The student or a guardian; once they have agreed, administrators of the new school',
  'processing.members.transfers.kept':
    'Cleared at once when taken back, not agreed to or expired; else with the entry',
  'processing.members.requests': 'What people ask for themselves',
  'processing.members.requests.data': "Copies of one's data, requests for correction and their answers",
  'processing.members.requests.purpose': 'Everybody can see, copy and correct what is kept about them',
  'processing.members.requests.who': 'The person; a request for correction also the organisation asked',
  'processing.members.requests.kept':
    'Copies until they expire; requests with the account, emptied when it is erased',
  'processing.platform.audit': 'Audit trail',
  'processing.platform.audit.data': 'Who did what when, accounts as numbers',
  'processing.platform.audit.purpose': 'To find out about changes, and to prevent tampering',
  'processing.platform.audit.who':
    'Administrators of the organisation concerned; secretariat and authority observers of the group concerned',
  'processing.platform.audit.kept':
    'For good; when an account is erased, details about it go, and only that something happened stays proven',
  'processing.platform.reads': 'Log of reading',
  'processing.platform.reads.data': 'Who has read whose entry when',
  'processing.platform.reads.purpose': 'Everybody can learn who has read their data',
  'processing.platform.reads.who': 'The person; guardians of a minor',
  'processing.platform.reads.kept': 'As long as the entries they are about',
  'parameter.privacy.cooling_off_days': 'Time to think before an account is erased',
  'parameter.privacy.export_kept_days': 'How long a copy of one’s data is kept',
  'parameter.privacy.joining_undo_days': 'How long a claim can be undone',
  'parameter.privacy.correction_answer_days': 'Time to answer a correction',
  'parameter.privacy.transfer_answer_days': 'Time to answer a move to another school',
  'parameter.privacy.kept_student_days': 'Entry of a student after erasure, kept at most',
  'parameter.privacy.kept_staff_days': 'Entry of staff after erasure, kept at most',
  'parameter.privacy.kept_family_days': 'Entry of a guardian after erasure, kept at most',
  'parameter.privacy.kept_resident_days': 'Entry of a resident after erasure, kept at most',
  'parameter.members.majority_age': 'Age of majority',
  'parameter.members.majority_notice_days': 'Told this long before coming of age',
}
