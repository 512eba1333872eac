// npm run bench -- http-list: lists of people and organisations beside bare routes with the same SQL.
import { compareLists } from './http/compare.ts'
import { PEOPLE, preparePeople } from './http/data.ts'

await compareLists({
  name: 'http-list',
  data: { told: `${PEOPLE} people in one school`, prepare: preparePeople },
  goals: { people: 0.4, organisations: 0.5 },
})
