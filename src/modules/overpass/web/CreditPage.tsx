import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { inAudience } from '#platform/contract/access.ts'
import { dayOf } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty, ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { deposit, getAccount, listOwnClaims, listPostings } from '../contract.ts'
import { claimCredit } from '../policy.ts'
import { sumCredits } from '../rules/credits.ts'
import { useCredits } from './credits.ts'
import './overpass.css'
import { StateTag } from './StateTag.tsx'

type Account = AnswerOf<typeof getAccount>

/** My credit: what is deposited, what each programme recognised of it, my claims and every posting. */
export default function CreditPage() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const child = useSearchParams()[0].get('child') ?? undefined
  const read = useRead(getAccount, { query: { child } })
  const claims = child === undefined && inAudience(claimCredit, viewer)
  const along = (
    <Link to="/bridges?mine=yes">
      <Button type="primary">{t('overpass.credit.claim')}</Button>
    </Link>
  )
  return (
    <DetailPage read={read}>
      {account => {
        const recognised = sumCredits(account.programmes.flatMap(one => [one.recognised, one.used]))
        return {
          title: account.child
            ? t('overpass.child.credit_title', { name: account.child })
            : t(recognised ? 'overpass.credit.title' : 'overpass.credit.title_none', {
                deposited: account.deposited,
                recognised,
              }),
          lead: t(account.child ? 'overpass.child.credit_lead' : 'overpass.credit.lead'),
          trail: account.child
            ? [{ to: `/children/${child}`, label: account.child }]
            : [{ to: '/record', label: t('records.nav') }],
          action: claims && along,
          main: (
            <>
              <Programmes account={account} />
              <Claims child={child} />
              <Postings child={child} />
            </>
          ),
          side: <Deposits account={account} mayDeposit={claims} />,
        }
      }}
    </DetailPage>
  )
}

function Programmes({ account }: { account: Account }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { credits } = useCredits()
  if (account.programmes.length === 0) return null
  const figure = (key: 'claimed' | 'recognised' | 'used' | 'expired') => ({
    ...{ key, title: t(`overpass.account.${key}`), align: 'end' as const },
    render: (row: Account['programmes'][number]) => credits(row[key]),
  })
  return (
    <Sheet title={t('overpass.credit.programmes')} note={t('overpass.credit.programmes_note')}>
      <DataTable
        label={t('overpass.credit.programmes')}
        columns={[
          {
            ...{ key: 'programme', title: t('overpass.field.programme') },
            render: row => (
              <>
                {name(row.programme.name)}
                <div className="caption">{name(row.organisation.name)}</div>
              </>
            ),
          },
          ...(['claimed', 'recognised', 'used'] as const).map(figure),
          { ...figure('expired'), wideOnly: true },
          {
            ...{ key: 'cap', title: t('overpass.field.cap'), align: 'end', wideOnly: true },
            render: row => (row.cap === null ? t('overpass.no_cap') : credits(row.cap)),
          },
        ]}
        rows={account.programmes}
        rowKey={row => row.programme.id}
      />
    </Sheet>
  )
}

function Claims({ child }: { child: string | undefined }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { of } = useCredits()
  const rows = usePaged(listOwnClaims, { query: { child } })
  return (
    <Sheet title={t(child ? 'overpass.child.claims' : 'overpass.credit.claims')}>
      {rows.isLoading ? (
        <Skeleton lines={3} />
      ) : rows.error !== null ? (
        <ErrorState error={rows.error} onRetry={rows.retry} />
      ) : rows.rows.length === 0 ? (
        <Empty
          title={t(child ? 'overpass.child.no_claims' : 'overpass.credit.no_claims')}
          text={t(child ? 'overpass.child.no_claims_text' : 'overpass.credit.no_claims_text')}
        />
      ) : (
        <DataTable
          label={t(child ? 'overpass.child.claims' : 'overpass.credit.claims')}
          columns={[
            {
              ...{ key: 'programme', title: t('overpass.field.programme') },
              render: row => name(row.programme.name),
            },
            {
              ...{ key: 'credits', title: t('overpass.field.recognised_of'), align: 'end' },
              render: of,
            },
            {
              ...{ key: 'day', title: t('overpass.field.submitted'), align: 'end', wideOnly: true },
              render: row => day(dayOf(row.submittedAt), 'short'),
            },
            {
              ...{ key: 'state', title: t('overpass.field.state') },
              render: row => <StateTag claim={{ ...row, overdue: false }} />,
            },
          ]}
          rows={rows.rows}
          rowKey={row => row.id}
          rowLink={row => `/claims/${row.id}`}
        />
      )}
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
    </Sheet>
  )
}

function Postings({ child }: { child: string | undefined }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const { credits } = useCredits()
  const rows = usePaged(listPostings, { query: { child } })
  if (rows.error !== null)
    return (
      <Sheet title={t('overpass.credit.postings')}>
        <ErrorState error={rows.error} onRetry={rows.retry} />
      </Sheet>
    )
  if (rows.rows.length === 0) return null
  return (
    <Sheet title={t('overpass.credit.postings')} note={t('overpass.credit.postings_note')}>
      <DataTable
        label={t('overpass.credit.postings')}
        columns={[
          {
            ...{ key: 'what', title: t('overpass.field.outcome') },
            render: row => (
              <>
                {row.outcome ? name(row.outcome) : t('overpass.erased')}
                {row.programme && <div className="caption">{name(row.programme)}</div>}
              </>
            ),
          },
          {
            ...{ key: 'way', title: t('overpass.field.moved') },
            render: row => `${t(`overpass.account.${row.from}`)} → ${t(`overpass.account.${row.to}`)}`,
          },
          {
            ...{ key: 'credits', title: t('overpass.field.credits'), align: 'end' },
            render: row => credits(row.credits),
          },
          {
            ...{ key: 'day', title: t('overpass.field.day'), align: 'end', wideOnly: true },
            render: row => day(dayOf(row.at), 'short'),
          },
        ]}
        rows={rows.rows}
        rowKey={row => row.id}
      />
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
    </Sheet>
  )
}

function Deposits({ account, mayDeposit }: { account: Account; mayDeposit: boolean }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const put = useCommand(deposit, ['overpass.'])
  const { credits } = useCredits()
  const { toDeposit } = account
  const run = () =>
    put.run({ body: {} }).then(
      done => notice(t('overpass.credit.deposited', { credits: done.credits })),
      error => notice(textOf(error)),
    )
  return (
    <Sheet title={t('overpass.credit.account')} note={t('overpass.credit.account_note')}>
      <FactList
        facts={[
          { label: t('overpass.account.deposited'), value: credits(account.deposited) },
          account.expired > 0 && { label: t('overpass.account.expired'), value: credits(account.expired) },
          account.child === null && {
            label: t('overpass.credit.to_deposit'),
            value: credits(toDeposit.credits),
          },
        ]}
      />
      {mayDeposit && toDeposit.outcomes > 0 && (
        <Button loading={put.pending} onClick={() => void run()}>
          {t('overpass.credit.deposit', { count: toDeposit.outcomes })}
        </Button>
      )}
    </Sheet>
  )
}
