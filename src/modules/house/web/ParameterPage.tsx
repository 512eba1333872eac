import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useParams } from 'react-router'
import { inAudience, may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { usePageId } from '#platform/web/page-id.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getParameter, type ParameterRow, type PastValue } from '../contract.ts'
import { decideParameters, readAudit } from '../policy.ts'
import { DecideParameterForm } from './DecideParameterForm.tsx'
import { useParameterWords } from './parameter-words.ts'
import './parameters.css'

/** One number: what it is today, where it comes from, what it was and is to be. */
export default function ParameterPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useParameterWords()
  const groupId = usePageId()
  const { name: parameterName = '' } = useParams()
  const decides = may(decideParameters, useViewer(), { groupId })
  const read = useRead(getParameter, { params: { id: groupId, name: parameterName } })
  const [open, setOpen] = useState(false)
  return (
    <DetailPage read={read}>
      {({ group, parameter, history }) => ({
        title: words.name(parameter),
        trail: [
          { to: `/groups/${groupId}`, label: name(group.name) },
          { to: `/groups/${groupId}/parameters`, label: t('house.parameters.title') },
        ],
        action: decides && parameter.byGroup && (
          <Button type="primary" onClick={() => setOpen(true)}>
            {t('house.parameters.decide')}
          </Button>
        ),
        main: (
          <>
            <History parameter={parameter} history={history} />
            <SideDrawer open={open} title={t('house.parameters.decide')} onClose={() => setOpen(false)}>
              <DecideParameterForm groupId={groupId} parameter={parameter} onDone={() => setOpen(false)} />
            </SideDrawer>
          </>
        ),
        side: <Facts parameter={parameter} />,
      })}
    </DetailPage>
  )
}

function Facts({ parameter }: { parameter: ParameterRow }) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  const words = useParameterWords()
  const readsAudit = inAudience(readAudit, useViewer())
  const { now, next, least, most, byGroup } = parameter
  return (
    <Sheet title={t('house.parameters.now')}>
      <FactList
        facts={[
          now && {
            ...{ label: t('house.parameters.value'), value: words.value(parameter, now.value) },
            note: <Checked value={now} />,
          },
          now && { label: t('house.parameters.since'), value: day(now.validFrom) },
          now && { label: t('house.parameters.source'), value: name(now.source) },
          next && {
            label: t('house.parameters.next'),
            value: t('house.parameters.will', {
              value: words.value(parameter, next.value),
              day: day(next.validFrom),
            }),
          },
          {
            label: t('house.parameters.who'),
            value: t(byGroup ? 'house.parameters.who.group' : 'house.parameters.who.nobody'),
          },
          byGroup && {
            label: t('house.parameters.bounds'),
            value: t('house.parameters.range', {
              least: words.value(parameter, least),
              most: words.value(parameter, most),
            }),
          },
        ]}
      />
      {byGroup && readsAudit && (
        <p>
          <Link to={`/audit?subject=${parameter.name}`}>{t('house.parameters.trail')}</Link>
        </p>
      )}
    </Sheet>
  )
}

function Checked({ value: { verified } }: { value: { verified: boolean } }) {
  const { t } = useTranslation()
  return (
    <StatusTag tone={verified ? 'agreed' : 'uncertain'}>
      {t(verified ? 'house.parameters.verified' : 'house.parameters.unverified')}
    </StatusTag>
  )
}

function History({ parameter, history }: { parameter: ParameterRow; history: readonly PastValue[] }) {
  const { t } = useTranslation()
  const { day, instant, name } = useFormat()
  const words = useParameterWords()
  return (
    <Sheet title={t('house.parameters.history')}>
      <DataTable
        label={t('house.parameters.history')}
        columns={[
          {
            ...{ key: 'since', title: t('house.parameters.since') },
            render: row => day(row.validFrom, 'short'),
          },
          {
            ...{ key: 'value', title: t('house.parameters.value') },
            render: row => <span className="parameter-value">{words.value(parameter, row.value)}</span>,
          },
          ...(history.some(({ cohort }) => cohort !== null)
            ? [
                {
                  ...{ key: 'for', title: t('house.parameters.for') },
                  render: (row: PastValue) => row.cohort ?? t('house.parameters.all_years'),
                },
              ]
            : []),
          {
            ...{ key: 'by', title: t('house.parameters.by') },
            render: row => t(row.ownOfGroup ? 'house.parameters.own' : 'house.parameters.general'),
          },
          {
            ...{ key: 'source', title: t('house.parameters.source') },
            render: row => (
              <>
                {name(row.source)}
                {!row.verified && (
                  <>
                    {' '}
                    <Checked value={row} />
                  </>
                )}
              </>
            ),
          },
          {
            ...{ key: 'written', title: t('house.parameters.written'), wideOnly: true },
            render: row => (row.ownOfGroup ? instant(row.writtenAt) : null),
          },
        ]}
        rows={history}
        rowKey={row => `${row.validFrom} ${row.writtenAt} ${row.cohort}`}
      />
    </Sheet>
  )
}
