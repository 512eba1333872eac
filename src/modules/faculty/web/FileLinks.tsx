import { addressOf } from '#platform/contract/client.ts'
import { getFile } from '../contract/files.ts'

/** Files of evidence, each to be saved. */
export function FileLinks({ files }: { files: readonly { id: string; name: string }[] }) {
  if (files.length === 0) return null
  return (
    <ul className="line-list">
      {files.map(file => (
        <li key={file.id}>
          <a href={addressOf(getFile, { params: { id: file.id } })}>{file.name}</a>
        </li>
      ))}
    </ul>
  )
}
