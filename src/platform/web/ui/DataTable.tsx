import type { ReactNode } from 'react'
import { Link } from 'react-router'

export type Column<R> = {
  key: string
  title: string
  render: (row: R) => ReactNode
  /** `end` for numbers and dates. */
  align?: 'end'
  /** Left out of the row's sentence on the phone. */
  wideOnly?: boolean
}

type Props<R> = {
  /** Names the table for those who do not see it. */
  label: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  rowKey: (row: R) => string
  /** Where the first column leads. */
  rowLink?: (row: R) => string | undefined
  /** One action of the row, as a word. */
  rowAction?: (row: R) => ReactNode
}

/** A dense table with a dark rule under its head; on the phone each row becomes a few lines of text. */
export function DataTable<R>({ label, columns, rows, rowKey, rowLink, rowAction }: Props<R>) {
  const cell = (row: R, column: Column<R>, index: number) => {
    const to = index === 0 ? rowLink?.(row) : undefined
    return to ? <Link to={to}>{column.render(row)}</Link> : column.render(row)
  }
  return (
    <div className="table-wrap">
      <table className="table" aria-label={label}>
        <thead>
          <tr>
            {columns.map(column => (
              <th key={column.key} scope="col" data-align={column.align}>
                {column.title}
              </th>
            ))}
            {rowAction && <td />}
          </tr>
        </thead>
        <tbody>
          {rows.map(row => (
            <tr key={rowKey(row)}>
              {columns.map((column, index) => (
                <td
                  key={column.key}
                  data-align={column.align}
                  data-wide={column.wideOnly || undefined}
                  data-title={column.title}
                >
                  {cell(row, column, index)}
                </td>
              ))}
              {rowAction && <td className="row-action">{rowAction(row)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
