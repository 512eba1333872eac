export { searchSources } from './search.ts'
