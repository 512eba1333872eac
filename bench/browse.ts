// npm run bench -- browse: the library's filtered list beside a bare route with the same SQL.
import { compareLists } from './http/compare.ts'
import { ITEMS, prepareItems } from './http/data.ts'

await compareLists({
  name: 'browse',
  data: { told: `${ITEMS} items of the library`, prepare: prepareItems },
  goals: { library: 0.5 },
})
