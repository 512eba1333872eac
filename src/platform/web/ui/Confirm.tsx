import { Button } from 'antd'
import { createContext, type ReactNode, useCallback, useContext, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from './Dialog.tsx'

export type Question = {
  title: string
  /** What will follow, and whether it can be undone. */
  text: ReactNode
  /** The deed as a verb: "End membership", never "OK". */
  confirm?: string
  cancel?: string
  /** It cannot be undone. */
  grave?: boolean
}
type Ask = (question: Question) => Promise<boolean>
type Pending = Question & { answer: (yes: boolean) => void }

const ConfirmContext = createContext<Ask>(async () => false)

/** `const confirm = useConfirm(); if (await confirm({ title, text, confirm })) ...` */
export const useConfirm = (): Ask => useContext(ConfirmContext)

export function ConfirmProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation()
  const [pending, setPending] = useState<Pending | null>(null)
  const ask = useCallback<Ask>(
    question => new Promise(resolve => setPending({ ...question, answer: resolve })),
    [],
  )
  const answer = (yes: boolean) => {
    pending?.answer(yes)
    setPending(null)
  }
  return (
    <ConfirmContext value={ask}>
      {children}
      <Dialog open={pending !== null} title={pending?.title ?? ''} onClose={() => answer(false)}>
        <div>{pending?.text}</div>
        <div className="dialog-actions">
          <Button onClick={() => answer(false)}>{pending?.cancel ?? t('action.cancel')}</Button>
          <Button type="primary" danger={pending?.grave} onClick={() => answer(true)}>
            {pending?.confirm ?? t('web.confirm.default')}
          </Button>
        </div>
      </Dialog>
    </ConfirmContext>
  )
}
