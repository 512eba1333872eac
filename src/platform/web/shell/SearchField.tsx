import { type ComponentType, lazy, Suspense, useLayoutEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Dialog } from '../ui/Dialog.tsx'

type Inside = ComponentType<{ onGo: () => void }>
type Props = { load: () => Promise<{ default: Inside }> }

/** What looks like a field in the header opens the search over everything; so does Ctrl+K. */
export function SearchField({ load }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const Inside = useMemo(() => lazy(load), [load])
  // Before the field is painted: whoever sees it can use its keys.
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey) || event.altKey) return
      event.preventDefault()
      setOpen(true)
    }
    addEventListener('keydown', listen)
    return () => removeEventListener('keydown', listen)
  }, [])
  const close = () => setOpen(false)
  return (
    <>
      <button
        type="button"
        className="search-field"
        aria-keyshortcuts="Control+K"
        onClick={() => setOpen(true)}
      >
        <svg width="18" height="18" viewBox="0 0 18 18" fill="none" stroke="currentColor" aria-hidden="true">
          <circle cx="7.5" cy="7.5" r="5" strokeWidth="1.6" />
          <path d="m11.5 11.5 4 4" strokeWidth="1.6" strokeLinecap="round" />
        </svg>
        <span className="search-words">{t('web.search.open')}</span>
        <kbd>Ctrl K</kbd>
      </button>
      <Dialog open={open} title={t('web.search')} bare onClose={close}>
        <Suspense fallback={<div className="search-loading" />}>{open && <Inside onGo={close} />}</Suspense>
      </Dialog>
    </>
  )
}
