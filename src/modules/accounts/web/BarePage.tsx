import { type ReactNode, useEffect, useRef } from 'react'
import { Brand } from '#platform/web/shell/Brand.tsx'
import { LanguageSwitch } from '#platform/web/shell/LanguageSwitch.tsx'
import './accounts.css'

type Props = {
  /** The one question of the page. */
  title: string
  lead?: ReactNode
  children: ReactNode
  /** Other ways on, quietly below. */
  foot?: ReactNode
}

/** A page before one is in: a name, a question, nothing else. A changed question is read out. */
export function BarePage({ title, lead, children, foot }: Props) {
  const heading = useRef<HTMLHeadingElement>(null)
  const first = useRef(true)
  // biome-ignore lint/correctness/useExhaustiveDependencies: the focus follows the question
  useEffect(() => {
    if (!first.current) heading.current?.focus()
    first.current = false
  }, [title])
  return (
    <div className="bare">
      <header className="bare-head">
        <Brand />
        <LanguageSwitch />
      </header>
      <main className="bare-main">
        <div className="sheet bare-sheet">
          <h1 ref={heading} tabIndex={-1}>
            {title}
          </h1>
          {lead && <p className="bare-lead">{lead}</p>}
          {children}
        </div>
        {foot && <div className="bare-foot">{foot}</div>}
      </main>
    </div>
  )
}
