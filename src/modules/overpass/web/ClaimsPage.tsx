import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { ListPage } from '#platform/web/ui/ListPage.tsx'
import { useListState } from '#platform/web/ui/list-state.ts'
import { Empty } from '#platform/web/ui/states.tsx'
import { exportSchoolClaims, listSchoolClaims } from '../contract.ts'
import { decideClaim } from '../policy.ts'
import { CLAIM_STATES } from '../rules/decision.ts'
import { useCredits } from './credits.ts'
import { ManyForm } from './ManyForm.tsx'
import './overpass.css'
import { StateTag } from './StateTag.tsx'

/** Claims at the own school by the day they are due. */
export default function ClaimsPage() {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { of } = useCredits()
  const viewer = useViewer()
  const [many, setMany] = useState(false)
  const list = useListState({ facets: { state: CLAIM_STATES }, sorts: ['due'] })
  const filters = { state: list.one('state') }
  const rows = usePaged(listSchoolClaims, { query: filters })
  return (
    <>
      <ListPage
        title={t('overpass.claims.title')}
        lead={
          <>
            {t('overpass.claims.lead')} <Link to="/conversion">{t('overpass.conversion.nav')}</Link>{' '}
            <Link to="/bridges">{t('overpass.bridges.nav')}</Link>
          </>
        }
        action={
          inAudience(decideClaim, viewer) && (
            <Button onClick={() => setMany(true)}>{t('overpass.many.open')}</Button>
          )
        }
        list={list}
        rows={rows}
        searchLabel={false}
        facets={[
          {
            ...{ name: 'state', label: t('overpass.field.state'), single: true },
            options: CLAIM_STATES.map(value => ({ value, label: t(`overpass.state.${value}`) })),
          },
        ]}
        exports={{
          excel: addressOf(exportSchoolClaims, { query: { ...filters, format: 'xlsx' } }),
          csv: addressOf(exportSchoolClaims, { query: { ...filters, format: 'csv' } }),
        }}
        columns={[
          { key: 'learner', title: t('overpass.field.learner'), render: row => row.learner.name },
          {
            ...{ key: 'school', title: t('overpass.field.from_school'), wideOnly: true },
            render: row => name(row.learner.organisation),
          },
          {
            ...{ key: 'programme', title: t('overpass.field.programme') },
            render: row => name(row.programme.name),
          },
          {
            ...{ key: 'credits', title: t('overpass.field.recognised_of'), align: 'end' },
            render: of,
          },
          {
            ...{ key: 'votes', title: t('overpass.field.votes'), align: 'end', wideOnly: true },
            render: row => row.votes,
          },
          {
            ...{ key: 'due', title: t('overpass.field.due'), align: 'end', wideOnly: true },
            render: row => day(row.dueOn, 'short'),
          },
          { key: 'state', title: t('overpass.field.state'), render: row => <StateTag claim={row} /> },
        ]}
        rowKey={row => row.id}
        rowLink={row => `/claims/${row.id}`}
        empty={
          <Empty
            title={t('overpass.claims.empty')}
            text={t('overpass.claims.empty_text')}
            action={<Link to="/bridges">{t('overpass.bridges.nav')}</Link>}
          />
        }
      />
      <SideDrawer open={many} title={t('overpass.many.title')} onClose={() => setMany(false)}>
        <ManyForm onDone={() => setMany(false)} />
      </SideDrawer>
    </>
  )
}
