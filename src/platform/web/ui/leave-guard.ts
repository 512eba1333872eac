import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { useBlocker } from 'react-router'
import { useConfirm } from './Confirm.tsx'

/** Asks before a page with unsaved input is left. `hold` once something was typed, `release` once it is saved. */
export function useLeaveGuard(active: boolean): { hold(): void; release(): void } {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const dirty = useRef(false)
  const blocker = useBlocker(
    ({ currentLocation, nextLocation }) =>
      active && dirty.current && currentLocation.pathname !== nextLocation.pathname,
  )
  const blocked = blocker.state === 'blocked'
  const latest = useRef({ t, confirm, blocker })
  latest.current = { t, confirm, blocker }
  useEffect(() => {
    if (!blocked) return
    const { t, confirm, blocker } = latest.current
    void confirm({
      title: t('web.leave.title'),
      text: t('web.leave.text'),
      confirm: t('web.leave.go'),
      cancel: t('web.leave.stay'),
      grave: true,
    }).then(leave => (leave ? blocker.proceed?.() : blocker.reset?.()))
  }, [blocked])
  useEffect(() => {
    if (!active) return
    const warn = (event: BeforeUnloadEvent) => {
      if (dirty.current) event.preventDefault()
    }
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [active])
  return {
    hold: () => {
      dirty.current = true
    },
    release: () => {
      dirty.current = false
    },
  }
}
