import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { addFile, FILE_BYTES, FILE_TYPES, removeFile } from '../contract/notice-parts.ts'
import {
  countReach,
  deleteDraft,
  getNotice,
  type OneNotice,
  publishNotice,
  withdrawNotice,
} from '../contract/notices.ts'

/** What its keeper does with a notice: publish, withdraw, delete, attach. */
export function KeeperTools({ notice, version }: { notice: OneNotice; version: number }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const confirm = useConfirm()
  const say = useNotice()
  const textOf = useErrorText()
  const [publish, withdraw, remove] = [
    useCommand(publishNotice),
    useCommand(withdrawNotice),
    useCommand(deleteDraft),
  ]
  const params = { id: notice.id }
  const attempt = async (deed: () => Promise<unknown>, done: string) => {
    try {
      await deed()
      say(done)
      return true
    } catch (error) {
      say(textOf(error))
      return false
    }
  }
  const onPublish = async () => {
    const reach = await api(countReach, { body: { audience: notice.kept?.audience ?? [] } }).catch(() => null)
    const isPublic = notice.kept?.audience.some(rule => rule.scope === 'public')
    const text = [
      isPublic && t('information.notices.audience.public_note'),
      reach && t('information.notices.reach', { people: reach.people, without: reach.withoutAccount }),
    ]
      .filter(Boolean)
      .join(' ')
    if (
      await confirm({
        title: t('information.notices.publish.title'),
        text,
        confirm: t('information.notices.publish'),
      })
    )
      await attempt(() => publish.run({ params, body: { version } }), t('information.notices.published'))
  }
  const onWithdraw = async () => {
    const question = {
      title: t('information.notices.withdraw.title'),
      text: t('information.notices.withdraw.text'),
    }
    if (await confirm({ ...question, confirm: t('information.notices.withdraw') }))
      await attempt(() => withdraw.run({ params, body: { version } }), t('information.notices.withdrawn'))
  }
  const onDelete = async () => {
    const question = {
      title: t('information.notices.delete.title'),
      text: t('information.notices.delete.text'),
    }
    if (!(await confirm({ ...question, confirm: t('information.notices.delete'), grave: true }))) return
    if (await attempt(() => remove.run({ params }), t('information.notices.deleted')))
      void navigate('/notices?show=kept')
  }
  const live = notice.state === 'published' || notice.state === 'over'
  return (
    <Sheet title={t('information.notices.keep')}>
      <div className="stack">
        <div className="notice-tools">
          {!live && (
            <Button type="primary" loading={publish.pending} onClick={() => void onPublish()}>
              {t('information.notices.publish')}
            </Button>
          )}
          {live && (
            <Button loading={withdraw.pending} onClick={() => void onWithdraw()}>
              {t('information.notices.withdraw')}
            </Button>
          )}
          {notice.state === 'draft' && (
            <Button danger loading={remove.pending} onClick={() => void onDelete()}>
              {t('information.notices.delete')}
            </Button>
          )}
        </div>
        <Attach notice={notice} />
      </div>
    </Sheet>
  )
}

function Attach({ notice }: { notice: OneNotice }) {
  const { t } = useTranslation()
  const say = useNotice()
  const textOf = useErrorText()
  const [file, setFile] = useState<File | null>(null)
  const add = useCommand(addFile)
  const remove = useCommand(removeFile)
  const { refetch } = useRead(getNotice, { params: { id: notice.id } })
  const pick = async (picked: File | null) => {
    setFile(picked)
    if (!picked) return
    try {
      await add.run({ params: { id: notice.id }, query: { name: picked.name }, upload: picked })
    } catch (error) {
      say(textOf(error))
    }
    setFile(null)
    await refetch()
  }
  return (
    <>
      <FilePick
        label={t('information.notices.attach')}
        hint={t('information.notices.attach_hint')}
        types={FILE_TYPES}
        maxBytes={FILE_BYTES}
        value={file}
        onPick={picked => void pick(picked)}
      />
      {notice.files.map(one => (
        <div key={one.id} className="comment-head">
          <span>{one.name}</span>
          <Button
            type="text"
            onClick={() =>
              void remove.run({ params: { id: notice.id, fileId: one.id } }).catch(e => say(textOf(e)))
            }
          >
            {t('information.notices.detach')}
          </Button>
        </div>
      ))}
    </>
  )
}
