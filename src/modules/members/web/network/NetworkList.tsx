import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import type { NetworkEdge, NetworkNode } from '../../contract.ts'
import { LineSample } from './lines.tsx'

/** Every relation as a sentence with its day. */
export function NetworkList({
  nodes,
  edges,
}: {
  nodes: readonly NetworkNode[]
  edges: readonly NetworkEdge[]
}) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const byId = new Map(nodes.map(node => [node.id, node]))
  return (
    <ul className="plain-list network-list">
      {edges.map(edge => (
        <li key={edge.id}>
          <span>
            <LineSample kind={edge.kind} /> <Sentence edge={edge} byId={byId} />
            {edge.note && <span className="caption"> · {name(edge.note)}</span>}
          </span>
          <span className="caption">
            {edge.endsOn
              ? t('members.relation.span', {
                  from: day(edge.startsOn, 'short'),
                  to: day(edge.endsOn, 'short'),
                })
              : t('members.relation.since', { day: day(edge.startsOn, 'short') })}
          </span>
        </li>
      ))}
    </ul>
  )
}

/** Stand for the two names until the sentence is taken apart. */
const [FROM, TO] = ['⟦from⟧', '⟦to⟧']

/** The sentence of a relation with both names as links, in the order the language has them. */
function Sentence({ edge, byId }: { edge: NetworkEdge; byId: ReadonlyMap<string, NetworkNode> }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const parts = t(`members.relation.sentence.${edge.kind}`, { from: FROM, to: TO }).split(/(⟦\w+⟧)/)
  return parts.map(part => {
    const id = part === FROM ? edge.from : part === TO ? edge.to : null
    const node = id && byId.get(id)
    return node ? (
      <Link key={node.id} to={`/organisations/${node.id}`}>
        {name(node.name)}
      </Link>
    ) : (
      part
    )
  })
}
