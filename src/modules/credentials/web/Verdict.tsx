import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import type { PlainVerdict, ShownVerdict } from '../contract.ts'
import './credentials.css'
import { OUTCOME_TONES } from './tones.ts'

/** What decides a verdict: its integrity, or once that is intact, its standing today. */
const reasonOf = ({ integrity, status }: PlainVerdict) => (integrity === 'intact' ? status : integrity)

/** A verdict in plain words: what it is worth, what it says, who stands behind it, what was not checked. */
export function Verdict({ verdict }: { verdict: ShownVerdict }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const { outcome, statusFault, keyFault, problems, unchecked, inner } = verdict
  const reason = reasonOf(verdict)
  const fault = keyFault ?? statusFault
  const trusted = verdict.integrity === 'intact'
  return (
    <div className="stack">
      <section className="sheet" aria-live="polite">
        <div className="verdict-head" data-tone={OUTCOME_TONES[outcome]}>
          <div>
            <StatusTag tone={OUTCOME_TONES[outcome]}>{t(`credentials.verdict.tag.${outcome}`)}</StatusTag>
          </div>
          <h2>{t(`credentials.verdict.title.${reason}`)}</h2>
          <p>{t(`credentials.verdict.text.${reason}`)}</p>
          {fault && <p className="caption">{t(`credentials.verdict.fault.${fault}`)}</p>}
          <p className="caption">{t('credentials.verdict.checked_at', { at: instant(verdict.checkedAt) })}</p>
        </div>
      </section>
      {problems.length > 0 && (
        <Sheet title={t('credentials.verdict.problems')}>
          <ul className="unchecked-list">
            {problems.map(problem => (
              <li key={`${problem.path} ${problem.code}`} className="identifier">
                <code>{problem.path}</code> · {problem.code}
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {verdict.claims && <Claims verdict={verdict} trusted={trusted} />}
      {verdict.issuer && <Issuer verdict={verdict} />}
      {unchecked.length > 0 && (
        <Sheet title={t('credentials.verdict.unchecked')} note={t('credentials.verdict.unchecked_note')}>
          <ul className="unchecked-list">
            {unchecked.map(one => (
              <li key={one}>{t(`credentials.unchecked.${one}`)}</li>
            ))}
          </ul>
        </Sheet>
      )}
      {inner.length > 0 && <Inner inner={inner} />}
    </div>
  )
}

function Claims({
  verdict: { claims, voucher, issuer },
  trusted,
}: {
  verdict: PlainVerdict
  trusted: boolean
}) {
  const { t } = useTranslation()
  const { day, name } = useFormat()
  if (!claims) return null
  const onDay = (stamp: string | null) => stamp && /^\d{4}-\d\d-\d\d/.test(stamp) && day(stamp)
  return (
    <Sheet
      title={claims.title ?? t('credentials.verdict.says')}
      note={trusted ? undefined : t('credentials.verdict.untrusted')}
    >
      <FactList
        facts={[
          { label: t('credentials.field.learner'), value: claims.learner },
          {
            label: t('credentials.field.issuer'),
            value: voucher ? name(voucher.organisation) : issuer?.name,
          },
          { label: t('credentials.field.level'), value: claims.level },
          { label: t('credentials.field.awarded'), value: onDay(claims.awardedOn) },
          { label: t('credentials.field.until'), value: onDay(claims.validUntil) },
          {
            label: t('credentials.field.description'),
            value: claims.description && <span className="kept-lines">{claims.description}</span>,
          },
          {
            label: t('credentials.field.criteria'),
            value: claims.criteria && <span className="kept-lines">{claims.criteria}</span>,
          },
          {
            label: t('credentials.field.evidence'),
            // Addresses in a stranger's file are shown, never made a link.
            value: claims.evidence.length > 0 && (
              <ul className="unchecked-list">
                {claims.evidence.map((one, i) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
                  <li key={i} className="identifier">
                    {[one.name, one.address].filter(Boolean).join(' · ')}
                  </li>
                ))}
              </ul>
            ),
          },
        ]}
      />
    </Sheet>
  )
}

function Issuer({ verdict: { issuer, voucher } }: { verdict: PlainVerdict }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const said = issuer?.name
    ? t('credentials.verdict.self_named', { name: issuer.name })
    : t('credentials.verdict.self_unnamed')
  return (
    <Sheet title={t('credentials.verdict.issuer')}>
      {voucher ? (
        <>
          <p>
            <strong>{name(voucher.organisation)}</strong>
          </p>
          {voucher.isGroup && <p>{t('credentials.verdict.is_group')}</p>}
          {!voucher.isGroup && voucher.memberships.length === 0 && <p>{t('credentials.verdict.no_group')}</p>}
          {voucher.memberships.map(({ group, since, until }) => (
            <p key={`${group.zh} ${since}`}>
              {until
                ? t('credentials.verdict.member_until', {
                    group: name(group),
                    since: day(since),
                    until: day(until),
                  })
                : t('credentials.verdict.member_since', { group: name(group), day: day(since) })}
            </p>
          ))}
        </>
      ) : (
        <p>{said}</p>
      )}
      <p className="caption identifier">
        {t('credentials.verdict.identifier')} {issuer?.id}
      </p>
    </Sheet>
  )
}

function Inner({ inner }: { inner: readonly PlainVerdict[] }) {
  const { t } = useTranslation()
  return (
    <Sheet title={t('credentials.verdict.inner')}>
      <ul className="badge-list">
        {inner.map((one, i) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the list never changes
          <li key={i}>
            <div>
              {one.claims?.title ?? t('credentials.one.title')}
              <p className="caption">{t(`credentials.verdict.title.${reasonOf(one)}`)}</p>
            </div>
            <StatusTag tone={OUTCOME_TONES[one.outcome]}>
              {t(`credentials.verdict.tag.${one.outcome}`)}
            </StatusTag>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
