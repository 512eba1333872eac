import type { DataMessages } from './messages.data.zh.ts'

export const en: DataMessages = {
  'data.records.outcomes': 'Your record',
  'data.records.outcomes.note':
    'Every entry, corrections and revocations too. A school has to keep results with its files of learners: they outlive your account, for the term stated in the register of processing at most, and are then erased. Claims that nobody has confirmed go with your account. If something is wrong, contest it in your record.',
  'data.records.entry.outcome': 'Recorded',
  'data.records.entry.claim': 'Claimed',
  'data.records.entry.confirmation': 'Confirmed',
  'data.records.entry.refusal': 'Not confirmed',
  'data.records.entry.withdrawal': 'Withdrawn',
  'data.records.entry.correction': 'Corrected',
  'data.records.entry.revocation': 'Revoked',
  'data.records.disputes': 'What you contested, and what was contested of your record',
  'data.records.disputes.note':
    'Whoever stands for the entry reads it. When your account ends, what you contest of your own record is withdrawn and loses your name and reason; what you said as a guardian loses your name.',
  'data.records.answers': 'Contested entries you answered for an organisation',
  'data.records.answers.note': 'An answer is the organisation’s: it stays, your name goes with your account.',
  'data.records.shares': 'What you showed of your record',
  'data.records.shares.note':
    'Of a link’s secret only a digest is kept. When your account ends, everything you show ends and is deleted.',
  'data.records.namings': 'Whom you gave your name to, so that they record what you achieved',
  'data.records.namings.note':
    'Until it ends they see your name, your school and what you wrote. Deleted with your account; what they recorded stays on your record.',
  'data.records.openings': 'Who opened what you showed',
  'data.records.openings.note':
    'People of organisations by name, others with the link without. Deleted with what you showed.',
  'data.records.opened': 'Records you opened for an organisation',
  'data.records.opened.note': 'Whoever showed it reads who opened it. Your name goes with your account.',
  'data.records.transcripts': 'Transcripts you printed, and those printed of your record',
  'data.records.transcripts.note':
    'When your account ends the files you printed are deleted and those you printed for yourself can no longer be checked; those printed for somebody else still can, by their number. What others printed of your record goes with the school’s entry.',
  'data.records.evidence': 'Files you brought as evidence',
  'data.records.evidence.note':
    'Kept with the outcome that names them; those that none names are deleted after a day.',
  'data.records.marks': 'Grade sheets with your name on them',
  'data.records.marks.note':
    'Until a sheet is submitted it is the teachers’ draft and its marks are not shown here; then they stand in your record. They go with the school’s entry.',
  'data.records.sheet.draft': 'Being filled in',
  'data.records.sheet.submitted': 'Submitted',
  'data.records.entered': 'Results you entered',
  'data.records.entered.note':
    'They are the school’s. Your name on sheets and files goes with your account; the name of who recorded an outcome is part of what it says, and is kept with it. Each entry you made stands among what you did.',
  'data.records.dispute.open': 'Waiting for an answer',
  'data.records.dispute.answered': 'Answered',
  'data.records.dispute.withdrawn': 'Withdrawn',
  'data.records.share.open': 'Shown',
  'data.records.share.over': 'Over',
  'data.records.share.revoked': 'Ended',
  'data.field.entry': 'Entry',
  'data.field.title': 'Title',
  'data.field.course': 'Course',
  'data.field.sitting': 'Sitting',
  'data.field.team_place': 'Place in the team',
  'data.field.passed': 'Passed or failed',
  'data.field.hours': 'Hours',
  'data.field.competencies': 'Competencies and levels',
  'data.field.recorded_by': 'Recorded by',
  'data.field.visibility': 'Who can see it',
  'data.field.record_number': 'Number on record',
  'data.field.by': 'By',
  'data.field.entries': 'Outcomes',
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
    'Results, works, awards, certificates, placements and the evidence for them; grade sheets being filled in; who recorded them; what was contested and answered',
  'processing.records.outcomes.purpose':
    'What a learner achieved is on record, can be trusted and can be put right',
  'processing.records.outcomes.who':
    'The learner, a minor’s guardians, teachers and administrators of the school, whoever stands for the entry; the school does not see private entries',
  'processing.records.outcomes.kept':
    'Schools have to keep results with their files of learners (Rules for the Administration of Students of Regular Higher Education Institutions, known from quotations, text not checked): they outlive the account, as long as the school’s entry of the learner, and are erased with it, checksums aside; claims that nobody confirmed go with the account; files of results that nobody entered go after the days set for that (seven unless decided otherwise)',
  'processing.records.shares': 'Showing and printing a record',
  'processing.records.shares.data':
    'Which entries were shown, to whom and until when; who opened them on which day; to whom a name was given so that outcomes are recorded; printed transcripts',
  'processing.records.shares.purpose':
    'Learners decide to whom they show their record, and see who opened it',
  'processing.records.shares.who':
    'The learner; the organisation or group it is shown or named to; whoever holds the link or a transcript’s number, and no more than was shown',
  'processing.records.shares.kept':
    'Cannot be opened once it has ended; deleted with the account; the name of who opened it goes with theirs; transcripts printed for somebody else go with the school’s entry',
}
