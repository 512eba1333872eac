import { type ReactNode, useEffect, useId, useRef } from 'react'
import { useTranslation } from 'react-i18next'

type Props = {
  open: boolean
  title: string
  children: ReactNode
  /** Without it the dialog can only be left through its own actions. */
  onClose?: () => void
  /** `drawer` stands at the right edge, from the foot on the phone. */
  kind?: 'dialog' | 'drawer'
  /** The title is only read out, not shown. */
  bare?: boolean
}

/** What floats above the page. The browser keeps focus inside, closes on Escape and returns focus after. */
export function Dialog({ open, title, children, onClose, kind = 'dialog', bare }: Props) {
  const { t } = useTranslation()
  const element = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useEffect(() => {
    const dialog = element.current
    if (!dialog) return
    if (open && !dialog.open) dialog.showModal()
    if (!open && dialog.open) dialog.close()
  }, [open])
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Escape does the same
    <dialog
      ref={element}
      className={kind}
      data-bare={bare || undefined}
      aria-labelledby={titleId}
      onCancel={event => {
        event.preventDefault()
        onClose?.()
      }}
      onClick={event => {
        if (event.target === element.current) onClose?.()
      }}
    >
      {open && (
        <div className="dialog-inside">
          <div className={bare ? 'visually-hidden' : 'dialog-head'}>
            <h2 id={titleId}>{title}</h2>
          </div>
          {onClose && !bare && (
            <button type="button" className="dialog-close" aria-label={t('action.close')} onClick={onClose}>
              <svg width="16" height="16" viewBox="0 0 16 16" stroke="currentColor" aria-hidden="true">
                <path d="m3 3 10 10M13 3 3 13" strokeWidth="1.6" strokeLinecap="round" />
              </svg>
            </button>
          )}
          {children}
        </div>
      )}
    </dialog>
  )
}

/** Details beside the page, which stays where it is. */
export function SideDrawer(props: Omit<Props, 'kind' | 'bare'> & { onClose: () => void }) {
  return <Dialog {...props} kind="drawer" />
}
