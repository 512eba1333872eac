import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react'

type Notify = (text: string) => void
const NoticeContext = createContext<Notify>(() => {})
const SHOWN_MS = 4500

/** Says in passing that something was done; failures belong where they happened. */
export const useNotice = (): Notify => useContext(NoticeContext)

export function NoticeProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState('')
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const notify = useCallback<Notify>(next => {
    clearTimeout(timer.current)
    setText(next)
    timer.current = setTimeout(() => setText(''), SHOWN_MS)
  }, [])
  return (
    <NoticeContext value={notify}>
      {children}
      <div role="status" className="notice" data-shown={text !== '' || undefined}>
        {text}
      </div>
    </NoticeContext>
  )
}
