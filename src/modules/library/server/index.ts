export { checkFiles } from './care/check-files.ts'
export { searchSources } from './search.ts'
export { addUploads } from './uploads/mount.ts'
