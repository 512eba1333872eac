import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import {
  countProgrammes,
  exportProgrammes,
  getMine,
  listProgrammes,
  type ProgrammeRow,
} from '../contract/programmes.ts'
import { createProgramme } from '../policy.ts'
import { FORMS, LEVELS } from '../rules/vocabulary.ts'
import './programmes.css'

const SHAPE = { facets: { level: LEVELS, form: FORMS, school: null }, sorts: ['name'] } as const

/** Programmes of all schools; the way to occupations, frameworks and programme groups. */
export default function ProgrammesPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const creates = inAudience(createProgramme, useViewer())
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    ...{ level: list.one('level'), form: list.one('form'), school: list.one('school') },
  }
  const rows = usePaged(listProgrammes, { query })
  const counts = useRead(countProgrammes, { query }).data
  const options = (facet: 'level' | 'form', found: { value: string; count: number }[] = []) =>
    found.map(({ value, count }) => ({ value, count, label: t(`programmes.${facet}.${value}` as never) }))
  return (
    <ListPage
      title={t('programmes.title')}
      lead={<Ways />}
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('programmes.search')}
      facets={[
        {
          name: 'level',
          label: t('programmes.plan.level'),
          single: true,
          options: options('level', counts?.levels),
        },
        {
          name: 'form',
          label: t('programmes.plan.form'),
          single: true,
          options: options('form', counts?.forms),
        },
        {
          name: 'school',
          label: t('programmes.plan.school'),
          single: true,
          options: (counts?.schools ?? []).map(({ value, count, label }) => ({
            value,
            count,
            label: name(label),
          })),
        },
      ]}
      exports={{
        excel: addressOf(exportProgrammes, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportProgrammes, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        { key: 'name', title: t('programmes.plan.programme'), render: row => name(row.name) },
        { key: 'school', title: t('programmes.plan.school'), render: row => name(row.organisation.name) },
        {
          key: 'level',
          title: t('programmes.plan.level'),
          render: row => t(`programmes.level.${row.level}`),
        },
        {
          key: 'form',
          title: t('programmes.plan.form'),
          wideOnly: true,
          render: row => t(`programmes.form.${row.form}`),
        },
        { key: 'cohorts', title: t('programmes.plan.cohort'), render: row => <Cohorts row={row} /> },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/programmes/${row.id}`}
      action={
        creates && (
          <Link to="/programmes/new">
            <Button type="primary">{t('programmes.new')}</Button>
          </Link>
        )
      }
      empty={<Empty title={t('programmes.empty')} text={t('programmes.empty_text')} />}
    />
  )
}

export function Cohorts({ row: { cohorts } }: { row: Pick<ProgrammeRow, 'cohorts'> }) {
  const { t } = useTranslation()
  if (!cohorts) return t('programmes.not_in_force')
  return cohorts.to
    ? t('programmes.plan.cohorts', { from: cohorts.from, to: cohorts.to })
    : t('programmes.plan.cohorts_open', { from: cohorts.from })
}

/** Where else to go from here; a student's own programme first. */
function Ways() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { data } = useRead(getMine, {})
  return (
    <span className="programme-ways">
      {data?.mine && (
        <Link to={`/programme-versions/${data.mine.versionId}`}>
          {t('programmes.mine', { programme: name(data.mine.name), class: data.mine.className })}
        </Link>
      )}
      <Link to="/occupations">{t('programmes.occupations.title')}</Link>
      <Link to="/frameworks">{t('programmes.frameworks.title')}</Link>
      <Link to="/programme-groups">{t('programmes.groups.title')}</Link>
    </span>
  )
}
