import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import type { NetworkEdge, NetworkNode } from '../../contract.ts'
import { layOut, NODE } from '../../rules/network-layout.ts'
import { GUIDED } from './lines.tsx'

type Props = {
  nodes: readonly NetworkNode[]
  edges: readonly NetworkEdge[]
  /** The organisation whose lines are followed. */
  focus: string | undefined
  /** Where choosing an organisation leads. */
  to: (id: string) => string
}

/** The network as a map: kinds in columns, lines between them, one organisation's lines on request. */
export function Drawing({ nodes, edges, focus, to }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [pointed, setPointed] = useState<string>()
  const layout = useMemo(() => layOut(nodes, edges), [nodes, edges])
  const followed = pointed ?? focus
  const joins = (edge: NetworkEdge, id: string) => edge.from === id || edge.to === id
  const near = new Set(
    edges.filter(edge => followed && joins(edge, followed)).flatMap(edge => [edge.from, edge.to]),
  )
  const states = (isFollowed: boolean) => (followed ? (isFollowed ? 'strong' : 'pale') : undefined)
  return (
    <svg className="network-drawing" viewBox={`-2 0 ${layout.width + 4} ${layout.height + 4}`}>
      <title>{t('members.network.drawing')}</title>
      <defs>
        <marker
          id="network-arrow"
          viewBox="0 0 8 8"
          refX="7"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto-start-reverse"
        >
          <path d="M0 .8 7.2 4 0 7.2z" fill="context-stroke" />
        </marker>
      </defs>
      {layout.columns.map(column => (
        <text key={column.name} x={column.x} y={16} className="network-column">
          {t(`members.network.column.${column.name}`)}
        </text>
      ))}
      <g>
        {edges.map(edge => (
          <path
            key={edge.id}
            d={layout.edges.get(edge.id)}
            className="network-line"
            data-kind={edge.kind}
            data-state={states(followed !== undefined && joins(edge, followed))}
            markerEnd={GUIDED[edge.kind] === 'to' ? 'url(#network-arrow)' : undefined}
            markerStart={GUIDED[edge.kind] === 'from' ? 'url(#network-arrow)' : undefined}
          />
        ))}
      </g>
      {nodes.map(node => {
        const place = layout.nodes.get(node.id)
        const [full, shown] = [name(node.name), fitting(name(node.short ?? node.name))]
        return (
          <Link
            key={node.id}
            to={to(node.id)}
            replace
            preventScrollReset
            className="network-node"
            data-state={followed === node.id ? 'chosen' : states(near.has(node.id))}
            aria-current={focus === node.id || undefined}
            aria-label={shown === full ? full : `${shown} · ${full}`}
            onPointerEnter={() => setPointed(node.id)}
            onPointerLeave={() => setPointed(undefined)}
          >
            <g transform={`translate(${place?.x ?? 0} ${place?.y ?? 0})`}>
              <rect width={NODE.width} height={NODE.height} rx={8} />
              <title>{full}</title>
              <text x={12} y={22}>
                {shown}
              </text>
            </g>
          </Link>
        )
      })}
    </svg>
  )
}

/** What fits a box; Han characters are twice as wide as Latin ones. The whole name is the label's. */
function fitting(text: string): string {
  let width = 0
  for (const [i, character] of [...text].entries()) {
    width += /\p{Script=Han}|[\u3000-\u303f\uff00-\uffef]/u.test(character) ? 2 : 1.06
    if (width > 23) return `${[...text].slice(0, i - 1).join('')}…`
  }
  return text
}
