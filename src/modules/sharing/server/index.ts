export {
  type HoursGiven,
  selectHoursGiven,
  selectHoursUses,
} from './queries/hours.ts'
export { searchSources } from './search.ts'
