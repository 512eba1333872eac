import type { DataMessages } from './messages.data.zh.ts'

export const en: DataMessages = {
  'data.records.outcomes': 'Your record',
  'data.records.outcomes.note':
    'What a school or another organisation stands for belongs to the school’s register: after your account ends the school decides how long it keeps it. Claims that nobody has confirmed go with your account. If something is wrong, contest it in your record.',
  'data.records.disputes': 'What you contested',
  'data.records.disputes.note':
    'Whoever stands for the entry reads it. When your account ends, what you contest of your own record is withdrawn and loses your name and reason; what you said as a guardian loses your name.',
  'data.records.answers': 'Contested entries you answered for an organisation',
  'data.records.answers.note': 'An answer is the organisation’s: it stays, your name goes with your account.',
  'data.records.shares': 'What you showed of your record',
  'data.records.shares.note':
    'Of a link’s secret only a digest is kept. When your account ends, everything you show ends and is deleted.',
  'data.records.openings': 'Who opened what you showed',
  'data.records.openings.note':
    'People of organisations by name, others with the link without. Deleted with what you showed.',
  'data.records.transcripts': 'Transcripts you printed',
  'data.records.transcripts.note':
    'When your account ends the files are deleted and your own transcripts can no longer be checked; those printed for somebody else still can, by their number.',
  'data.records.evidence': 'Files you brought as evidence',
  'data.records.evidence.note':
    'Kept with the outcome that names them; those that none names are deleted after a day.',
  'data.records.entered': 'Results you entered',
  'data.records.entered.note':
    'They are the school’s. Your name on sheets and files goes with your account; the name of who recorded an outcome is part of what it says, and is kept with it.',
  'data.records.dispute.open': 'Waiting for an answer',
  'data.records.dispute.answered': 'Answered',
  'data.records.dispute.withdrawn': 'Withdrawn',
  'data.records.share.open': 'Shown',
  'data.records.share.over': 'Over',
  'data.records.share.revoked': 'Ended',
  'data.field.title': 'Title',
  'data.field.kind': 'Kind',
  'data.field.term': 'Term',
  'data.field.level': 'Level',
  'data.field.prize': 'Prize',
  'data.field.score': 'Result',
  'data.field.certificate': 'Certificate',
  'data.field.confirmed_by': 'Confirmed by',
  'data.field.reader': 'Opened by',
  'data.field.times': 'Times',
  'data.field.check_number': 'Number to check it by',
  'processing.records.outcomes': 'Records of what learners achieved',
  'processing.records.outcomes.data':
    'Results, works, awards, certificates, placements and the evidence for them; who recorded them; what was contested and answered',
  'processing.records.outcomes.purpose':
    'What a learner achieved is on record, can be trusted and can be put right',
  'processing.records.outcomes.who':
    'The learner, a minor’s guardians, teachers and administrators of the school, whoever stands for the entry; the school does not see private entries',
  'processing.records.outcomes.kept':
    'As long as the school’s entry of the learner, and erased with it; claims that nobody confirmed go with the account',
  'processing.records.shares': 'Showing and printing a record',
  'processing.records.shares.data':
    'Which entries were shown, to whom and until when; who opened them on which day; printed transcripts',
  'processing.records.shares.purpose':
    'Learners decide to whom they show their record, and see who opened it',
  'processing.records.shares.who':
    'The learner; the organisation it is shown to; whoever holds the link or a transcript’s number, and no more than was shown',
  'processing.records.shares.kept': 'Cannot be opened once it has ended; deleted with the account',
}
