import { useTranslation } from 'react-i18next'
import { addressOf } from '#platform/contract/client.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { usePaged } from '#platform/web/query.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import {
  exportParameters,
  listParameters,
  PARAMETER_AREAS,
  PARAMETER_STATES,
  type ParameterRow,
} from '../contract.ts'
import { useParameterWords } from './parameter-words.ts'
import './parameters.css'

const SHAPE = { facets: { area: PARAMETER_AREAS, state: PARAMETER_STATES }, sorts: ['place'] } as const

/** The numbers that rules go by, as they stand for a group, with where each comes from. */
export default function ParametersPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const words = useParameterWords()
  const groupId = usePageId()
  const list = useListState(SHAPE)
  const query = { q: list.q || undefined, area: list.one('area'), state: list.one('state') }
  const rows = usePaged(listParameters, { params: { id: groupId }, query })
  const group = (rows.first as AnswerOf<typeof listParameters> | undefined)?.group
  const file = (format: 'xlsx' | 'csv') =>
    addressOf(exportParameters, { params: { id: groupId }, query: { ...query, format } })
  return (
    <ListPage
      title={
        group ? t('house.parameters.title_of', { group: name(group.name) }) : t('house.parameters.title')
      }
      lead={t('house.parameters.lead')}
      list={list}
      rows={rows}
      searchLabel={t('house.parameters.search')}
      facets={[
        {
          ...{ name: 'area', label: t('house.parameters.area'), single: true },
          options: PARAMETER_AREAS.map(value => ({ value, label: t(`house.parameters.area.${value}`) })),
        },
        {
          ...{ name: 'state', label: t('house.parameters.state'), single: true },
          options: PARAMETER_STATES.map(value => ({ value, label: t(`house.parameters.state.${value}`) })),
        },
      ]}
      exports={{ excel: file('xlsx'), csv: file('csv') }}
      columns={[
        { key: 'what', title: t('house.parameters.what'), render: row => words.name(row) },
        {
          ...{ key: 'value', title: t('house.parameters.value'), align: 'end' as const },
          render: row => row.now && words.value(row, row.now.value),
        },
        {
          key: 'checked',
          title: t('house.parameters.state'),
          render: row => isTold(row) && <States row={row} />,
        },
        {
          ...{ key: 'source', title: t('house.parameters.source'), wideOnly: true },
          render: row => row.now && name(row.now.source),
        },
        {
          ...{ key: 'since', title: t('house.parameters.since'), align: 'end' as const, wideOnly: true },
          render: row => row.now && day(row.now.validFrom, 'short'),
        },
      ]}
      rowKey={row => row.name}
      rowLink={row => `/groups/${groupId}/parameters/${row.name}`}
      empty={<Empty title={t('house.parameters.empty')} />}
    />
  )
}

/** Whether there is anything to say beside the number itself. */
const isTold = ({ now, next, byGroup }: ParameterRow) => byGroup || next !== null || now?.verified === false

function States({ row }: { row: ParameterRow }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const words = useParameterWords()
  const { now, next, byGroup } = row
  return (
    <span className="parameter-states">
      {now && !now.verified && <StatusTag tone="uncertain">{t('house.parameters.unverified')}</StatusTag>}
      {now?.ownOfGroup && <StatusTag tone="agreed">{t('house.parameters.state.own')}</StatusTag>}
      {byGroup && !now?.ownOfGroup && <span className="caption">{t('house.parameters.state.open')}</span>}
      {next && (
        <span className="caption">
          {t('house.parameters.will', {
            value: words.value(row, next.value),
            day: day(next.validFrom, 'short'),
          })}
        </span>
      )}
    </span>
  )
}
