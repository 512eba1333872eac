import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import { getPreview } from '../contract/files.ts'
import type { ItemFile } from '../contract/items.ts'

/** The picture that was made of a file. */
export function StillPicture({ file }: { file: ItemFile }) {
  const { t } = useTranslation()
  return (
    <img
      className="library-picture"
      src={addressOf(getPreview, { params: { id: file.id, kind: 'large' } })}
      alt={t('library.picture_of', { name: file.name })}
      width={file.width ?? undefined}
      height={file.height ?? undefined}
    />
  )
}
