import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience, ROLES } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { countPeople, exportPeople, listClasses, listPeople, PEOPLE_SORTS } from '../contract.ts'
import {
  listClasses as classesPermission,
  createPerson,
  exportPeople as exportPermission,
} from '../policy.ts'
import { Names } from './Names.tsx'

const STATES = ['ended', 'all'] as const
const SHAPE = { facets: { role: ROLES, state: STATES, class: null }, sorts: PEOPLE_SORTS } as const

export default function PeoplePage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const viewer = useViewer()
  const list = useListState(SHAPE)
  const filters = {
    q: list.q || undefined,
    role: list.one('role'),
    class: list.one('class'),
    state: list.one('state'),
  }
  const rows = usePaged(listPeople, { query: { ...filters, sort: list.sort } })
  const counts = useRead(countPeople, { query: filters }).data
  const inSchool = inAudience(classesPermission, viewer)
  const classes = useRead(listClasses, {}, { enabled: inSchool }).data?.rows ?? []
  const mayAdd = inAudience(createPerson, viewer)
  const roles = (counts?.roles ?? []).map(({ value, count }) => ({ value, count, label: t(`role.${value}`) }))
  const states = (counts?.states ?? []).filter(({ value }) => value !== 'active')
  return (
    <ListPage
      title={t('members.people.title')}
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('members.people.search')}
      facets={[
        { name: 'role', label: t('members.field.role'), single: true, options: roles },
        {
          name: 'state',
          label: t('members.field.state'),
          single: true,
          options: states.map(({ value, count }) => ({ value, count, label: t(`members.state.${value}`) })),
        },
        ...(inSchool
          ? [
              {
                name: 'class',
                label: t('members.field.class'),
                single: true,
                options: classes.map(one => ({ value: one.id, label: one.name, count: one.students })),
              },
            ]
          : []),
      ]}
      sorts={PEOPLE_SORTS.map(value => ({ value, label: t(`members.sort.${value}`) }))}
      exports={
        inAudience(exportPermission, viewer)
          ? {
              excel: addressOf(exportPeople, { query: { ...filters, format: 'xlsx' } }),
              csv: addressOf(exportPeople, { query: { ...filters, format: 'csv' } }),
            }
          : undefined
      }
      columns={[
        { key: 'name', title: t('members.field.person'), render: row => <Names row={row} /> },
        { key: 'number', title: t('members.field.number'), render: row => row.number },
        { key: 'role', title: t('members.field.role'), render: row => t(`role.${row.role}`) },
        {
          key: 'class',
          title: t('members.field.class_or_position'),
          render: row => row.class?.name ?? (row.position && name(row.position)),
        },
        {
          key: 'start',
          title: t('members.field.starts'),
          wideOnly: true,
          align: 'end',
          render: row => day(row.startsOn, 'short'),
        },
        {
          key: 'state',
          title: t('members.field.account'),
          render: row =>
            row.endsOn ? (
              <StatusTag tone="quiet">
                {t('members.state.ended_on', { day: day(row.endsOn, 'short') })}
              </StatusTag>
            ) : (
              <StatusTag tone={row.claimed ? 'agreed' : 'uncertain'}>
                {t(row.claimed ? 'members.account.yes' : 'members.account.no')}
              </StatusTag>
            ),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/people/${row.id}`}
      action={
        mayAdd && (
          <>
            <Link to="/people/import">
              <Button>{t('members.import.new')}</Button>
            </Link>{' '}
            <Link to="/people/new">
              <Button type="primary">{t('members.person.new')}</Button>
            </Link>
          </>
        )
      }
      empty={
        <Empty
          title={t('members.people.empty')}
          text={t('members.people.empty_text')}
          action={mayAdd && <Link to="/people/new">{t('members.person.new')}</Link>}
        />
      }
    />
  )
}
