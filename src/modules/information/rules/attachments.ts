import { fileKinds } from '#platform/contract/file-kind.ts'

/** What can be attached to a notice. */
export const ATTACHMENTS = fileKinds('pdf', 'png', 'jpg', 'jpeg', 'gif', 'webp', 'docx', 'xlsx', 'pptx')
