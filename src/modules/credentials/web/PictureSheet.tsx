import { Button } from 'antd'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { PICTURE_BYTES, removePicture, setPicture, type Template } from '../contract.ts'
import { ownOfTemplate } from './own-picture.ts'

/** How a design looks: its own picture as it was made anew, replaced or taken away, or the drawn sign. */
export function PictureSheet({ template, drawn }: { template: Template; drawn: ReactNode }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const textOf = useErrorText()
  const set = useCommand(setPicture)
  const remove = useCommand(removePicture)
  const params = { id: template.id }
  const own = ownOfTemplate(template)
  const take = async (file: File | null) => {
    if (!file) return
    await set.run({ params, upload: file }).then(
      () => notice(t('credentials.template.picture_done')),
      () => {},
    )
  }
  const drop = async () => {
    const words = {
      title: t('credentials.template.picture_remove_title'),
      text: t('credentials.template.picture_remove_text'),
    }
    if (!(await confirm({ ...words, confirm: t('credentials.template.picture_remove'), grave: true }))) return
    await attempt(async () => {
      await remove.run({ params })
      notice(t('credentials.template.picture_gone'))
    })
  }
  return (
    <Sheet
      title={t('credentials.template.picture')}
      note={t('credentials.template.picture_note')}
      aside={
        own && (
          <Button size="small" loading={remove.pending} onClick={() => void drop()}>
            {t('credentials.template.picture_remove')}
          </Button>
        )
      }
    >
      <div className="design-picture">
        {own ? <img className="badge" src={own} alt={t('credentials.template.picture_alt')} /> : drawn}
      </div>
      <FilePick
        label={t('credentials.template.picture_pick')}
        hint={t('credentials.template.picture_hint')}
        types={['.png', '.svg']}
        maxBytes={PICTURE_BYTES}
        value={null}
        onPick={file => void take(file)}
      />
      {set.pending && <p role="status">{t('credentials.template.picture_busy')}</p>}
      {set.error !== null && (
        <p role="alert" className="attention">
          {textOf(set.error)}
        </p>
      )}
    </Sheet>
  )
}
