import type { OrganisationKind } from '../contract/vocabulary.ts'

/** From those who guide to those who work: a drawing is read from left to right. */
export const COLUMNS = ['bodies', 'higher', 'secondary', 'companies'] as const
export type ColumnName = (typeof COLUMNS)[number]

const COLUMN_OF: Record<OrganisationKind, ColumnName> = {
  authority: 'bodies',
  association: 'bodies',
  alliance: 'bodies',
  university: 'higher',
  higher_vocational_college: 'higher',
  secondary_school: 'secondary',
  comprehensive_school: 'secondary',
  training_centre: 'secondary',
  company: 'companies',
}

export const NODE = { width: 190, height: 34 } as const
const GAP = { column: 118, row: 10, line: 7 } as const
const HEAD = 44
const SWEEPS = 10

type Node = { id: string; kind: OrganisationKind }
type Edge = { id: string; from: string; to: string }
/** A box, or the place where a line passes through a column. */
type Cell = { key: string; column: number; height: number; y: number; near: Cell[]; isLine: boolean }

export type Layout = {
  width: number
  height: number
  columns: { name: ColumnName; x: number }[]
  /** The upper left corner of each box. */
  nodes: Map<string, { x: number; y: number }>
  /** The path of each line, drawn from its `from` to its `to`. */
  edges: Map<string, string>
}

/**
 * Places organisations in columns by kind, in the order that keeps those who work together near, and leads every line
 * between the boxes, never through one. The same network is always drawn the same.
 */
export function layOut(nodes: readonly Node[], edges: readonly Edge[]): Layout {
  const present = COLUMNS.filter(name => nodes.some(node => COLUMN_OF[node.kind] === name))
  const columnOf = new Map(nodes.map(node => [node.id, present.indexOf(COLUMN_OF[node.kind])]))
  const cells = new Map<string, Cell>()
  const columns: Cell[][] = present.map(() => [])
  const add = (key: string, column: number, isLine: boolean): Cell => {
    const cell = { key, column, height: isLine ? 0 : NODE.height, y: 0, near: [], isLine }
    cells.set(key, cell)
    columns[column]?.push(cell)
    return cell
  }
  for (const { id } of nodes) add(id, columnOf.get(id) ?? 0, false)
  const chains = new Map<string, Cell[]>()
  for (const edge of edges) {
    const [from, to] = [cells.get(edge.from), cells.get(edge.to)]
    if (!from || !to) continue
    const [left, right] = from.column <= to.column ? [from, to] : [to, from]
    const chain = [left]
    for (let at = left.column + 1; at < right.column; at++) chain.push(add(`${edge.id} ${at}`, at, true))
    chain.push(right)
    for (const [i, cell] of chain.entries()) {
      const next = chain[i + 1]
      if (next) {
        cell.near.push(next)
        next.near.push(cell)
      }
    }
    chains.set(edge.id, chain)
  }
  order(columns)
  const height = settle(columns)
  const x = (column: number) => column * (NODE.width + GAP.column)
  const bends = edges.some(edge => columnOf.get(edge.from) === columnOf.get(edge.to)) ? GAP.column / 2 : 0
  return {
    width: x(Math.max(present.length, 1) - 1) + NODE.width + bends,
    height: height + HEAD,
    columns: present.map((name, column) => ({ name, x: x(column) })),
    nodes: new Map(
      nodes.map(({ id }) => [id, { x: x(columnOf.get(id) ?? 0), y: HEAD + (cells.get(id)?.y ?? 0) }]),
    ),
    edges: draw(chains, edges, x),
  }
}

const middle = (cell: Cell) => cell.y + cell.height / 2
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Orders each column by where its cells' neighbours are, back and forth until it has settled. */
function order(columns: Cell[][]): void {
  const stack = (column: Cell[]) => {
    let y = 0
    for (const [i, cell] of column.entries()) {
      if (i > 0) y += distance(column[i - 1], cell)
      cell.y = y
      y += cell.height
    }
  }
  for (const column of columns) stack(column)
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of sweep % 2 ? [...columns].reverse() : columns) {
      const wish = new Map(
        column.map(cell => [cell, cell.near.length ? mean(cell.near.map(middle)) : cell.y]),
      )
      column.sort((a, b) => (wish.get(a) ?? 0) - (wish.get(b) ?? 0) || (a.key < b.key ? -1 : 1))
      stack(column)
    }
}

const distance = (above: Cell | undefined, below: Cell) =>
  above?.isLine && below.isLine ? GAP.line : GAP.row

/** Moves cells towards their neighbours, keeping order and distance; gives the height of it all. */
function settle(columns: Cell[][]): number {
  const needs = (column: Cell[]) =>
    column.reduce((sum, cell, i) => sum + cell.height + (i > 0 ? distance(column[i - 1], cell) : 0), 0)
  const height = Math.max(NODE.height, ...columns.map(needs))
  for (let sweep = 0; sweep < SWEEPS; sweep++)
    for (const column of columns) {
      const wish = column.map(cell =>
        cell.near.length ? mean(cell.near.map(middle)) - cell.height / 2 : cell.y,
      )
      // Downwards no cell above its wish, upwards none below the end: what is left between is free.
      let y = 0
      for (const [i, cell] of column.entries()) {
        if (i > 0) y += distance(column[i - 1], cell)
        cell.y = Math.max(wish[i] ?? 0, y)
        y = cell.y + cell.height
      }
      let end = height
      for (let i = column.length - 1; i >= 0; i--) {
        const cell = column[i] as Cell
        cell.y = Math.max(0, Math.min(cell.y, end - cell.height))
        end = cell.y - (i > 0 ? distance(column[i - 1], cell) : 0)
      }
    }
  return height
}

/** Where each line leaves a box: beside one another, in the order of where they go. */
function ports(chains: ReadonlyMap<string, Cell[]>): Map<string, number> {
  const sides = new Map<string, { key: string; to: number }[]>()
  const note = (cell: Cell, side: string, key: string, to: number) => {
    if (cell.isLine) return
    const at = `${cell.key} ${side}`
    sides.set(at, [...(sides.get(at) ?? []), { key, to }])
  }
  for (const [id, chain] of chains) {
    const [first, last] = [chain[0] as Cell, chain.at(-1) as Cell]
    const next = chain[1] as Cell
    note(first, 'right', `${id} out`, middle(next))
    note(last, first.column === last.column ? 'right' : 'left', `${id} in`, middle(chain.at(-2) as Cell))
  }
  const offsets = new Map<string, number>()
  for (const list of sides.values()) {
    const step = Math.min(6, (NODE.height - 10) / list.length)
    list.sort((a, b) => a.to - b.to || (a.key < b.key ? -1 : 1))
    for (const [i, { key }] of list.entries()) offsets.set(key, (i - (list.length - 1) / 2) * step)
  }
  return offsets
}

function draw(
  chains: ReadonlyMap<string, Cell[]>,
  edges: readonly Edge[],
  x: (column: number) => number,
): Map<string, string> {
  const offsets = ports(chains)
  const round = (value: number) => Math.round(value * 10) / 10
  const paths = new Map<string, string>()
  for (const { id, from } of edges) {
    const chain = chains.get(id)
    if (!chain) continue
    const [first, last] = [chain[0] as Cell, chain.at(-1) as Cell]
    const start = HEAD + middle(first) + (offsets.get(`${id} out`) ?? 0)
    const end = HEAD + middle(last) + (offsets.get(`${id} in`) ?? 0)
    const points: [number, number][] = [[x(first.column) + NODE.width, start]]
    for (const cell of chain.slice(1, -1)) {
      const y = HEAD + middle(cell)
      points.push([x(cell.column), y], [x(cell.column) + NODE.width, y])
    }
    const bend = first.column === last.column
    points.push([bend ? x(last.column) + NODE.width : x(last.column), end])
    const forward = first.key === from
    const route = forward ? points : points.reverse()
    paths.set(id, bend ? arc(route, round) : curve(route, round))
  }
  return paths
}

type Points = readonly (readonly [number, number])[]

/** Level at every box and column, curved between columns. */
function curve(points: Points, round: (value: number) => number): string {
  return points
    .map(([px, py], i) => {
      const before = points[i - 1]
      if (!before) return `M${round(px)} ${round(py)}`
      if (before[1] === py) return `L${round(px)} ${round(py)}`
      const half = round((before[0] + px) / 2)
      return `C${half} ${round(before[1])} ${half} ${round(py)} ${round(px)} ${round(py)}`
    })
    .join('')
}

/** Between two of one column: out to the right and back. */
function arc(points: Points, round: (value: number) => number): string {
  const [[x0, y0], [x1, y1]] = points as [[number, number], [number, number]]
  const out = round(x0 + Math.min(GAP.column / 2 - 6, 22 + Math.abs(y1 - y0) / 8))
  return `M${round(x0)} ${round(y0)}C${out} ${round(y0)} ${out} ${round(y1)} ${round(x1)} ${round(y1)}`
}
