import type { GapsMessages } from './messages.gaps.zh.ts'

export const en: GapsMessages = {
  'overpass.gaps.title': 'What the map still lacks',
  'overpass.gaps.lead':
    'Worked out from signed agreements and from the occupations that programmes name. Learners are those in the group’s programmes today.',
  'overpass.gaps.link': 'See what the map lacks',
  'overpass.gaps.draft': 'Draft an agreement',
  'overpass.gaps.could_meet': 'Programmes that could meet',
  'overpass.gaps.could_meet_note':
    'Both lead to the same occupation, one is above the other, and no agreement connects them yet.',
  'overpass.gaps.could_meet_empty':
    'Programmes that lead to the same occupation are all connected by agreements.',
  'overpass.gaps.target': 'To {{to}} (both lead to {{occupations}})',
  'overpass.gaps.others_one': 'and {{count}} other programme',
  'overpass.gaps.others_other': 'and {{count}} other programmes',
  'overpass.gaps.first_way_one': 'A first promised way on for {{count}} learner',
  'overpass.gaps.first_way_other': 'A first promised way on for {{count}} learners',
  'overpass.gaps.no_way_on': 'Programmes without a promised way on',
  'overpass.gaps.no_way_on_note': 'No signed agreement leads from here to a higher level.',
  'overpass.gaps.no_way_on_empty':
    'Every secondary and higher vocational programme has a way on that is signed for.',
  'overpass.gaps.no_work': 'Programmes that name no occupation',
  'overpass.gaps.no_work_note':
    'Learners cannot see what they could do afterwards. Schools choose occupations on the programme’s page.',
  'overpass.gaps.no_work_empty': 'Every programme names the occupations it leads to.',
  'overpass.gaps.unreached': 'Occupations that no programme leads to',
  'overpass.gaps.unreached_note': 'Companies have described them, and no programme says that it leads there.',
  'overpass.gaps.unreached_empty': 'Some programme leads to every occupation.',
  'overpass.gaps.learners_one': '{{count}} learner',
  'overpass.gaps.learners_other': '{{count}} learners',
  'overpass.gaps.more': 'The first {{shown}} of {{total}}.',
}
