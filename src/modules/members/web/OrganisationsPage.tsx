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
  countOrganisations,
  exportOrganisations,
  listOrganisations,
  ORGANISATION_KINDS,
} from '../contract.ts'
import { createOrganisation } from '../policy.ts'
import { CAPABILITY_KINDS } from '../rules/capabilities.ts'

const SHAPE = {
  facets: {
    ...{ kind: ORGANISATION_KINDS, offers: CAPABILITY_KINDS, seeks: CAPABILITY_KINDS },
    group: null,
    region: null,
    field: null,
  },
  sorts: ['name'],
} as const
const SHOWN_FIELDS = 3

export default function OrganisationsPage() {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const viewer = useViewer()
  const list = useListState(SHAPE)
  const query = {
    q: list.q || undefined,
    kind: list.one('kind'),
    group: list.one('group'),
    region: list.one('region'),
    field: list.one('field'),
    offers: list.one('offers'),
    seeks: list.one('seeks'),
  }
  const rows = usePaged(listOrganisations, { query })
  const counts = useRead(countOrganisations, { query }).data
  const labelled = (
    options: { value: string; label: { zh: string; en: string | null }; count: number }[] = [],
  ) => options.map(option => ({ value: option.value, label: name(option.label), count: option.count }))
  const may = inAudience(createOrganisation, viewer)
  return (
    <ListPage
      title={t('members.organisations.title')}
      lead={<Link to="/organisations/network">{t('members.network.link')}</Link>}
      list={list}
      rows={rows}
      total={counts?.total}
      searchLabel={t('members.organisations.search')}
      facets={[
        {
          name: 'kind',
          label: t('members.field.kind'),
          single: true,
          options: (counts?.kinds ?? []).map(({ value, count }) => ({
            ...{ value, count },
            label: t(`members.kind.${value}`),
          })),
        },
        ...(['offers', 'seeks'] as const).map(facet => ({
          name: facet,
          label: t(`members.facet.${facet}`),
          single: true,
          options: (counts?.[facet] ?? []).map(({ value, count }) => ({
            ...{ value, count },
            label: t(`members.capability.${value}`),
          })),
        })),
        { name: 'group', label: t('members.field.group'), single: true, options: labelled(counts?.groups) },
        {
          name: 'region',
          label: t('members.field.region'),
          single: true,
          options: labelled(counts?.regions),
        },
        { name: 'field', label: t('members.field.fields'), single: true, options: labelled(counts?.fields) },
      ]}
      exports={{
        excel: addressOf(exportOrganisations, { query: { ...query, format: 'xlsx' } }),
        csv: addressOf(exportOrganisations, { query: { ...query, format: 'csv' } }),
      }}
      columns={[
        { key: 'name', title: t('members.field.name'), render: row => name(row.name) },
        { key: 'kind', title: t('members.field.kind'), render: row => t(`members.kind.${row.kind}`) },
        { key: 'region', title: t('members.field.region'), render: row => row.region && name(row.region) },
        {
          key: 'fields',
          title: t('members.field.fields'),
          wideOnly: true,
          render: row => <FieldWords fields={row.fields} />,
        },
        {
          key: 'offers',
          title: t('members.facet.offers'),
          wideOnly: true,
          render: row =>
            row.offers.map(kind => t(`members.capability.${kind}`)).join(language === 'zh' ? '、' : ', '),
        },
      ]}
      rowKey={row => row.id}
      rowLink={row => `/organisations/${row.id}`}
      action={
        may && (
          <Link to="/organisations/new">
            <Button type="primary">{t('members.organisation.new')}</Button>
          </Link>
        )
      }
      empty={<Empty title={t('members.organisations.empty')} text={t('members.organisations.empty_text')} />}
    />
  )
}

function FieldWords({ fields }: { fields: { zh: string[]; en: string[] } }) {
  const { language } = useFormat()
  const words = language === 'en' && fields.en.length > 0 ? fields.en : fields.zh
  const shown = words.slice(0, SHOWN_FIELDS).join(language === 'zh' ? '、' : ', ')
  return words.length > SHOWN_FIELDS ? `${shown}…` : shown
}
