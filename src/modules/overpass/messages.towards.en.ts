import type { zh } from './messages.towards.zh.ts'

/** Looked at from the other end: who could come, what leads to work, what a proposed bridge would change. */
export const en: Record<keyof typeof zh, string> = {
  'parameter.overpass.count_least': 'Smallest count of people shown to others',
  'overpass.towards.link': 'Who could come',
  'overpass.towards.school_title': 'The bridges by which learners come to you',
  'overpass.towards.school_lead':
    'Signed bridges to your programmes, and how many learners are where they start. A bridge’s page says how many could enter and what keeps the others out.',
  'overpass.towards.company_title': 'What leads to your occupations',
  'overpass.towards.company_lead':
    'As programmes say what they train for; counted are learners in them now and those who follow a way there.',
  'overpass.towards.title': 'Who could come',
  'overpass.towards.least': 'Fewer than {{least}} are told as “a few”, so that nobody is recognised.',
  'overpass.towards.school_empty': 'Bridges to your school will stand here',
  'overpass.towards.school_empty_text':
    'They appear once an agreement with a bridge among its clauses is signed.',
  'overpass.towards.company_empty': 'Programmes that lead to your occupations will stand here',
  'overpass.towards.company_empty_text':
    'Write an occupation first; a programme appears here once its school has chosen that occupation on its page.',
  'overpass.towards.company_first': 'Write an occupation',
  'overpass.towards.bridge': 'Look at this bridge',
  'overpass.towards.learners': 'Learners now',
  'overpass.towards.few': 'a few',
  'overpass.towards.no_sources':
    'It is there for its parties, who have no programme it starts from at present.',
  'overpass.towards.followers': 'Following: {{count}}',
  'overpass.towards.no_programme': 'No programme leads to it yet.',
  'overpass.towards.bridges_one': '{{count}} bridge leads there',
  'overpass.towards.bridges_other': '{{count}} bridges lead there',
  'overpass.entrants.title': 'How many of the parties’ learners could enter',
  'overpass.entrants.note':
    'Counts without names, by the record as it is today. Where a count, or what is left of the whole, is below {{least}}, it is not shown.',
  'overpass.entrants.hidden': 'not shown',
  'overpass.entrants.looked': 'Learners looked at',
  'overpass.entrants.ready': 'Could enter today',
  'overpass.entrants.mean': 'Credits recognised on average',
  'overpass.entrants.keeps_out': 'What keeps the others out',
  'overpass.entrants.lacking': 'Lacking it: {{count}}',
  'overpass.gaps.what_if': 'What would it change?',
  'overpass.gaps.what_if_title': 'If there were a bridge from {{from}} to {{to}}',
  'overpass.gaps.what_if_sum':
    'More would open for {{learners}} learners, and {{first}} of them would have their first promised way on.',
  'overpass.gaps.what_if_none': 'Nothing would open for the group’s learners: they can get there already.',
  'overpass.gaps.what_if_opened': 'Within reach: {{places}}',
  'overpass.gaps.what_if_direct': 'Until now only by way of other programmes',
  'overpass.gaps.what_if_more': 'and {{count}} more',
  'overpass.gaps.what_if_first': 'First promised way on',
  'overpass.gaps.what_if_close': 'Close',
}
