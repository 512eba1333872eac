import { fileKinds } from '#platform/contract/file-kind.ts'

/** What can be brought as evidence of an outcome. */
export const EVIDENCE_KINDS = fileKinds('pdf', 'png', 'jpg', 'jpeg', 'gif', 'webp', 'mp4')
