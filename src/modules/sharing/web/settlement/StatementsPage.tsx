import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate, useSearchParams } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { daysAfter, today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import {
  drawSettlement,
  exportStatement,
  readStatement,
  readStatementLines,
  type StatementPartner,
} from '../../contract/settlements.ts'
import { isDay, type Period, PeriodFields } from '../PeriodFields.tsx'
import '../sharing.css'
import { SETTLEMENT_TONES } from '../words.ts'
import { LinesTable } from './LinesTable.tsx'
import { Sums } from './Sums.tsx'

/** What the own organisation gave to each member and took from it in a term, and what is settled. */
export default function StatementsPage() {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const [search, setSearch] = useSearchParams()
  const [opened, setOpened] = useState<StatementPartner | null>(null)
  const [from, until] = [search.get('from'), search.get('until')]
  const period = {
    from: isDay(from) ? from : daysAfter(today(), -180),
    until: isDay(until) ? until : daysAfter(today(), -1),
  }
  const read = useRead(readStatement, { query: period })
  const set = (part: Partial<Period>) => setSearch({ ...period, ...part }, { replace: true })
  const fileOf = (format: 'pdf' | 'xlsx') =>
    addressOf(exportStatement, { query: { ...period, format, language } })
  return (
    <>
      <PageHeader
        title={t('sharing.settlement.title')}
        lead={t('sharing.settlement.lead')}
        trail={[
          { to: '/sharing', label: t('sharing.title') },
          { to: '/sharing/balance', label: t('sharing.balance.title') },
        ]}
      />
      <Sheet
        title={t('sharing.settlement.period')}
        note={t('sharing.settlement.note')}
        aside={
          <span className="sharing-actions">
            <a href={fileOf('pdf')}>PDF</a>
            <a href={fileOf('xlsx')}>Excel</a>
          </span>
        }
      >
        <PeriodFields period={period} onChange={set} />
        <Loaded read={read}>
          {({ partners, total }) =>
            partners.length === 0 ? (
              <Empty title={t('sharing.settlement.empty')} text={t('sharing.settlement.empty_text')} />
            ) : (
              <>
                <Sums title={t('sharing.settlement.total')} sums={total} />
                <h2 className="sharing-section">{t('sharing.settlement.partners')}</h2>
                <ul className="line-list">
                  {partners.map(partner => (
                    <li key={partner.organisation.id} className="sharing-set">
                      <Partner partner={partner} period={period} onOpen={() => setOpened(partner)} />
                    </li>
                  ))}
                </ul>
              </>
            )
          }
        </Loaded>
      </Sheet>
      <SideDrawer
        open={opened !== null}
        title={opened ? name(opened.organisation.name) : ''}
        onClose={() => setOpened(null)}
      >
        {opened && <Lines other={opened.organisation.id} period={period} />}
      </SideDrawer>
    </>
  )
}

type PartnerProps = { partner: StatementPartner; period: Period; onOpen: () => void }

function Partner({ partner, period, onOpen }: PartnerProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { organisation, settlements } = partner
  return (
    <>
      <div>
        <Sums title={name(organisation.name)} sums={partner} />
        {settlements.map(one => (
          <p key={one.id}>
            <StatusTag tone={SETTLEMENT_TONES[one.state]}>
              {t(`sharing.settlement.state.${one.state}`)}
            </StatusTag>{' '}
            <Link to={`/sharing/settlements/${one.id}`}>
              {t('sharing.days', { from: day(one.fromDay), until: day(one.untilDay) })}
            </Link>
          </p>
        ))}
      </div>
      <span className="line-list-end sharing-actions">
        <Button onClick={onOpen}>{t('sharing.settlement.lines')}</Button>
        {settlements.length === 0 && period.until < today() && (
          <Draw other={organisation.id} period={period} />
        )}
      </span>
    </>
  )
}

function Draw({ other, period }: { other: string; period: Period }) {
  const { t } = useTranslation()
  const confirm = useConfirm()
  const notice = useNotice()
  const attempt = useAttempt()
  const navigate = useNavigate()
  const draw = useCommand(drawSettlement, ['information.'])
  const take = async () => {
    const word = t('sharing.settlement.draw')
    if (!(await confirm({ title: word, text: t('sharing.settlement.draw_text'), confirm: word }))) return
    let id = ''
    const done = await attempt(async () => {
      id = (await draw.run({ body: { ...period, other } })).id
    })
    if (!done) return
    notice(t('sharing.settlement.drawn'))
    void navigate(`/sharing/settlements/${id}`)
  }
  return (
    <Button loading={draw.pending} onClick={() => void take()}>
      {t('sharing.settlement.draw')}
    </Button>
  )
}

function Lines({ other, period }: { other: string; period: Period }) {
  const read = useRead(readStatementLines, { query: { ...period, other } })
  return <Loaded read={read}>{({ rows }) => <LinesTable lines={rows} other={other} />}</Loaded>
}
