import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { getNetwork } from '../../contract.ts'
import { proposeRelation } from '../../policy.ts'
import { RELATION_KINDS } from '../../rules/relations.ts'
import { Drawing } from './Drawing.tsx'
import { Filters, useNetworkQuery } from './Filters.tsx'
import { LineSample } from './lines.tsx'
import { NetworkList } from './NetworkList.tsx'
import '../members.css'
import './network.css'

type Network = AnswerOf<typeof getNetwork>

/** Who works with whom: drawn, and one by one for the phone and for those who listen. What is asked stands in the address. */
export default function NetworkPage() {
  const { t } = useTranslation()
  const { number } = useFormat()
  const viewer = useViewer()
  const query = useNetworkQuery()
  const read = useRead(getNetwork, { query })
  const counts = { organisations: read.data?.nodes.length ?? 0, relations: read.data?.edges.length ?? 0 }
  return (
    <>
      <PageHeader
        title={t('members.network.title')}
        lead={
          read.data &&
          t('members.network.lead', {
            organisations: number(counts.organisations),
            relations: number(counts.relations),
          })
        }
        trail={[{ to: '/organisations', label: t('members.organisations.title') }]}
        action={
          inAudience(proposeRelation, viewer) &&
          viewer?.organisationId && (
            <Link to={`/organisations/${viewer.organisationId}#relations`}>
              <Button type="primary">{t('members.relation.propose')}</Button>
            </Link>
          )
        }
      />
      <Filters since={read.data?.since ?? null} />
      <Loaded read={read} lines={12}>
        {network => <Shown network={network} />}
      </Loaded>
    </>
  )
}

function Shown({ network }: { network: Network }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [params] = useSearchParams()
  const { nodes, edges, more } = network
  const focus = nodes.find(node => node.id === params.get('focus'))
  const to = (id: string | null) => {
    const next = new URLSearchParams(params)
    if (id && id !== focus?.id) next.set('focus', id)
    else next.delete('focus')
    return `?${next}`
  }
  if (edges.length === 0)
    return <Empty title={t('members.network.empty')} text={t('members.network.empty_text')} />
  const listed = focus ? edges.filter(edge => [edge.from, edge.to].includes(focus.id)) : edges
  return (
    <div className="stack">
      <div className="network-drawn">
        <Sheet>
          <Legend relations={network.relations} />
          {more && <p className="caption">{t('members.network.more')}</p>}
          <Drawing nodes={nodes} edges={edges} focus={focus?.id} to={to} />
          <p className="caption no-print">{t('members.network.hint')}</p>
        </Sheet>
      </div>
      <Sheet
        title={focus ? t('members.network.of', { name: name(focus.name) }) : t('members.network.list')}
        aside={
          focus && (
            <span className="actions-row">
              <Link to={`/organisations/${focus.id}`}>{t('members.network.open')}</Link>
              <Link to={to(null)} replace preventScrollReset>
                {t('members.network.clear')}
              </Link>
            </span>
          )
        }
      >
        <NetworkList nodes={nodes} edges={listed} />
      </Sheet>
    </div>
  )
}

/** What each kind of line means and how many there are; choosing one shows it alone. */
function Legend({ relations }: { relations: Network['relations'] }) {
  const { t } = useTranslation()
  const [params] = useSearchParams()
  const chosen = params.get('relation')
  const to = (kind: string) => {
    const next = new URLSearchParams(params)
    if (chosen === kind) next.delete('relation')
    else next.set('relation', kind)
    return `?${next}`
  }
  return (
    <ul className="network-legend" aria-label={t('members.network.relation')}>
      {RELATION_KINDS.map(kind => {
        const count = relations.find(one => one.value === kind)?.count
        if (!count) return null
        return (
          <li key={kind}>
            <Link to={to(kind)} replace preventScrollReset aria-current={chosen === kind || undefined}>
              <LineSample kind={kind} />
              {t(`members.relation.${kind}`)} <span className="caption">{count}</span>
            </Link>
          </li>
        )
      })}
    </ul>
  )
}
