export {
  type HoursGiven,
  type HoursUse,
  selectHoursGiven,
  selectHoursUses,
} from './queries/hours.ts'
export { searchSources } from './search.ts'
