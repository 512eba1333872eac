import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { createClassCodes } from '../contract/invitations.ts'

/** A sheet of codes for everybody of a class who has no account yet, saved as PDF. */
export function ClassCodesButton({ classId, name }: { classId: string; name: string }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const notice = useNotice()
  const create = useCommand(createClassCodes, ['members.'])
  const [problem, setProblem] = useState('')
  const make = async () => {
    setProblem('')
    const yes = await confirm({
      title: t('accounts.class_codes.title', { name }),
      text: t('accounts.class_codes.text'),
      confirm: t('accounts.class_codes.make'),
    })
    if (!yes) return
    try {
      save(await create.run({ body: { classId } }), `${t('accounts.sheet.title', { name })}.pdf`)
      notice(t('accounts.class_codes.made'))
    } catch (error) {
      setProblem(textOf(error))
    }
  }
  return (
    <>
      <Button loading={create.pending} onClick={() => void make()}>
        {t('accounts.class_codes.button')}
      </Button>
      <span role="alert" className="attention">
        {problem}
      </span>
    </>
  )
}

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000)
}
