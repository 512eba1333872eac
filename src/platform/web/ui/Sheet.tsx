import { type ReactNode, useId } from 'react'

type Props = {
  title?: string
  /** One line under the title. */
  note?: ReactNode
  /** A quiet word at the right of the title: a link or a text button. */
  aside?: ReactNode
  children: ReactNode
}

/** One section of a page, on its own sheet of paper. */
export function Sheet({ title, note, aside, children }: Props) {
  const id = useId()
  return (
    <section className="sheet" aria-labelledby={title ? id : undefined}>
      {title && (
        <div className="sheet-head">
          <div>
            <h2 id={id}>{title}</h2>
            {note && <p className="caption">{note}</p>}
          </div>
          {aside && <div className="sheet-aside">{aside}</div>}
        </div>
      )}
      {children}
    </section>
  )
}

/** The page in a wide and a narrow column; on the phone one below the other, `first` says which leads there. */
export function Columns({
  main,
  side,
  first = 'main',
}: {
  main: ReactNode
  side: ReactNode
  first?: 'main' | 'side'
}) {
  return (
    <div className="columns" data-first={first}>
      <div className="stack">{main}</div>
      <div className="stack columns-side">{side}</div>
    </div>
  )
}
