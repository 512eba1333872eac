import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useParams } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { getClaim, getLetter, useCredit, withdrawClaim } from '../contract.ts'
import { decideAppeal, decideClaim, useCredit as usePermission, voteOnClaim } from '../policy.ts'
import { AppealForm, AppealSheet } from './Appeal.tsx'
import { ClaimItems } from './ClaimItems.tsx'
import { useCredits } from './credits.ts'
import { DecideForm } from './DecideForm.tsx'
import { GroundsSheet, Sentences } from './Grounds.tsx'
import './overpass.css'
import { StateTag } from './StateTag.tsx'
import { Voices } from './Voices.tsx'

export type Claim = AnswerOf<typeof getClaim>

/** A claim for whoever reads it: the learner, the school that decides, the group's secretariat after an appeal. */
export default function ClaimPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { id = '' } = useParams()
  const viewer = useViewer()
  const read = useRead(getClaim, { params: { id } })
  return (
    <DetailPage read={read}>
      {claim => {
        const isOwn = viewer?.personId === claim.personId
        const facts = { receivingOrganisationId: claim.receiving.id }
        const waits = claim.state === 'submitted'
        const words = {
          ...{ learner: claim.learner.name, programme: name(claim.programme.name) },
          ...{ claimed: claim.claimed, recognised: claim.recognised },
        }
        return {
          title: t(
            isOwn ? `overpass.claim.own.${claim.state}` : `overpass.claim.heading.${claim.state}`,
            words,
          ),
          lead: `${name(claim.learner.organisation)} → ${name(claim.receiving.name)}`,
          trail: isOwn
            ? [{ to: '/credit', label: t('overpass.credit.nav') }]
            : may(voteOnClaim, viewer, facts)
              ? [{ to: '/claims', label: t('overpass.claims.title') }]
              : [{ to: '/appeals', label: t('overpass.appeals.title') }],
          action: isOwn ? <OwnAction claim={claim} /> : undefined,
          main: (
            <>
              {claim.decision && <Decision claim={claim} />}
              {claim.appeal && (
                <AppealSheet
                  claim={claim}
                  decides={
                    claim.appeal.state === 'open' &&
                    may(decideAppeal, viewer, { groupId: claim.groupId ?? '' })
                  }
                />
              )}
              {claim.recognised > 0 && may(usePermission, viewer, facts) && !isOwn && <Use claim={claim} />}
              {claim.items.length > 0 && (
                <Sheet title={t('overpass.claim.items', { count: claim.items.length })}>
                  {claim.note && <p className="overpass-words">{claim.note}</p>}
                  <ClaimItems claim={claim} />
                </Sheet>
              )}
              {!isOwn && may(voteOnClaim, viewer, facts) && <Voices claim={claim} />}
              {waits && !isOwn && may(decideClaim, viewer, facts) && <DecideForm claim={claim} />}
              {isOwn && claim.appealUntil && <AppealForm claim={claim} />}
              <Sheet title={t('overpass.bridge.rule')} note={t('overpass.bridge.rule_note')}>
                <Sentences sentences={claim.sentences} />
              </Sheet>
            </>
          ),
          side: (
            <>
              <Facts claim={claim} />
              <GroundsSheet grounds={claim.grounds} />
            </>
          ),
        }
      }}
    </DetailPage>
  )
}

function Facts({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const { day, instant } = useFormat()
  const { credits } = useCredits()
  return (
    <Sheet title={t('overpass.claim.title')} aside={<StateTag claim={claim} />}>
      <FactList
        facts={[
          { label: t('overpass.account.claimed'), value: credits(claim.claimed) },
          { label: t('overpass.account.recognised'), value: credits(claim.recognised) },
          { label: t('overpass.field.submitted'), value: instant(claim.submittedAt) },
          claim.state === 'submitted' && { label: t('overpass.field.due'), value: day(claim.dueOn) },
        ]}
      />
    </Sheet>
  )
}

/** What the learner can do: take a claim back while it waits, fetch the letter when it is decided. */
function OwnAction({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const withdraw = useCommand(withdrawClaim, ['overpass.'])
  if (claim.decision)
    return (
      <Button href={addressOf(getLetter, { params: { id: claim.id } })} download>
        {t('overpass.claim.letter')}
      </Button>
    )
  if (claim.state !== 'submitted') return null
  const run = async () => {
    const word = t('overpass.claim.withdraw')
    if (
      !(await confirm({ title: word, text: t('overpass.claim.withdraw_text'), confirm: word, grave: true }))
    )
      return
    await withdraw.run({ params: { id: claim.id }, body: { version: claim.version } }).then(
      () => notice(t('overpass.claim.withdrawn')),
      error => notice(textOf(error)),
    )
  }
  return (
    <Button loading={withdraw.pending} onClick={() => void run()}>
      {t('overpass.claim.withdraw')}
    </Button>
  )
}

function Decision({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const { decision } = claim
  if (!decision) return null
  const changed = claim.appeal?.state === 'changed'
  const by = decision.by
    ? t(changed ? 'overpass.decision.before_appeal' : 'overpass.decision.by', {
        name: decision.by,
        at: instant(decision.at),
      })
    : t('overpass.decision.by_rule', { at: instant(decision.at) })
  return (
    <Sheet
      title={t(`overpass.reason.${decision.reasonCode}`)}
      note={by}
      aside={changed ? undefined : <StateTag claim={claim} />}
    >
      {decision.reason && <p className="overpass-words">{decision.reason}</p>}
    </Sheet>
  )
}

/** Recognised credit becomes results on record, once the learner has arrived. */
function Use({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const use = useCommand(useCredit, ['overpass.', 'records.'])
  const waits = claim.items.some(item => item.state === 'recognised')
  if (!waits) return null
  const run = () =>
    use.run({ params: { id: claim.id }, body: { version: claim.version } }).then(
      ({ courses }) => notice(t('overpass.use.done', { count: courses })),
      error => notice(textOf(error)),
    )
  return (
    <Sheet title={t(claim.arrivedId ? 'overpass.use.title' : 'overpass.use.not_yet')}>
      <p>{t(claim.arrivedId ? 'overpass.use.text' : 'overpass.use.not_yet_text')}</p>
      {claim.arrivedId && (
        <Button loading={use.pending} onClick={() => void run()}>
          {t('overpass.use.do')}
        </Button>
      )}
    </Sheet>
  )
}
