export { searchSources } from './search.ts'
export { addUploads } from './uploads/mount.ts'
