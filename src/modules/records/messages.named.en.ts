import type { NamedMessages } from './messages.named.zh.ts'

/** Words of what others confirm and record of a learner. */
export const en: NamedMessages = {
  'records.asked.link': 'Have others confirm or record',
  'records.asked.title': 'Have others confirm or record',
  'records.asked.lead':
    'What you achieved outside your school counts when those you achieved it with say so. Ask them to confirm what you claim, or give them your name so that they record it.',
  'records.asked.claims': 'What you asked others to confirm',
  'records.asked.claims_note':
    'Confirmed or not, the answer stays on your record; a no comes with its reason.',
  'records.asked.claim': 'Claim an achievement',
  'records.asked.empty': 'What you ask others to confirm will stand here',
  'records.asked.empty_text':
    'Works, awards, certificates, practice, short courses and jobs can be claimed, and confirmed by a school, an association or a company.',
  'records.asked.other': 'Ask another organisation',
  'records.asked.other_title': 'Ask another organisation',
  'records.asked.other_text':
    'They get the same facts and evidence. What has not been answered yet is taken back from whom you asked before; both stay on your record.',
  'records.asked.other_send': 'Ask them',
  'records.asked.other_done': 'They have been asked.',
  'records.asked.organisation': 'Who is to confirm it',
  'records.asked.organisation_hint': 'Your school, if you choose none. Nobody under age can ask a company.',
  'records.asked.minor_hint':
    'Companies are not shown who is under age: choose a school or an association then.',
  'records.naming.title': 'Whom you gave your name to',
  'records.naming.note':
    'They see your name, your school and what you wrote, not your record. What they record stands in your record, and your school reads it.',
  'records.naming.new': 'Give your name',
  'records.naming.new_title': 'Have somebody record what you achieved',
  'records.naming.empty': 'Took part in somebody’s contest, project, practice or placement?',
  'records.naming.empty_text':
    'Give them your name, and they can record your award, rating or certificate. Without it nobody can find you.',
  'records.naming.way': 'To whom',
  'records.naming.to_organisation': 'An organisation',
  'records.naming.to_group': 'A group (its secretariat)',
  'records.naming.organisation': 'Organisation',
  'records.naming.group': 'Group',
  'records.naming.occasion': 'What you took part in',
  'records.naming.occasion_hint':
    'So that they recognise it: the name of the event, your category or number.',
  'records.naming.ends': 'Until',
  'records.naming.send': 'Give my name',
  'records.naming.made': 'Done. It lies in their to-do list.',
  'records.naming.until': 'until {{day}}',
  'records.naming.recorded_zero': 'nothing recorded yet',
  'records.naming.recorded_one': '{{count}} outcome recorded',
  'records.naming.recorded_other': '{{count}} outcomes recorded',
  'records.naming.state.open': 'Open',
  'records.naming.state.over': 'Over',
  'records.naming.state.ended': 'Ended',
  'records.naming.end': 'End it',
  'records.naming.end_title': 'Take your name back?',
  'records.naming.end_text':
    'They no longer see your name and can record nothing more. What they recorded stays on your record.',
  'records.naming.end_done': 'Ended.',
  'records.named.score': 'Rating of 100, where there is one',
  'records.named.hours': 'Hours, where they were counted',
  'records.named.nav': 'Record for learners',
  'records.named.lead':
    'They took part in a contest, project, practice or placement of yours. Tick them and record what came of it, with evidence; then you can issue credentials for it.',
  'records.named.title': 'Record what learners achieved',
  'records.named.search': 'Name or event',
  'records.column.school': 'School',
  'records.column.occasion': 'Took part in',
  'records.column.recorded': 'Recorded',
  'records.column.until': 'Until',
  'records.named.state': 'Recorded',
  'records.named.state.waiting': 'Nothing yet',
  'records.named.state.recorded': 'Something',
  'records.named.learner': 'Learner',
  'records.named.school': 'School',
  'records.named.occasion': 'Took part in',
  'records.named.ends': 'Until',
  'records.named.recorded': 'Recorded',
  'records.named.choose': 'Choose {{name}}',
  'records.named.choose_all': 'Choose those listed, {{most}} at most',
  'records.named.record_zero': 'Record an outcome',
  'records.named.record_one': 'Record for {{count}} learner',
  'records.named.record_other': 'Record for {{count}} learners',
  'records.named.form_title_one': 'Record an outcome for {{count}} learner',
  'records.named.form_title_other': 'Record the same outcome for {{count}} learners',
  'records.named.form_text':
    'It goes on their records. From then on it can be corrected or revoked, never deleted.',
  'records.named.empty': 'Learners who give you their names will stand here',
  'records.named.empty_text':
    'Ask those who took part to open “Have others confirm or record” in their record and give you their name. Nobody else appears.',
  'records.named.credentials': 'Issue credentials for what you recorded',
}
