import { useTranslation } from 'react-i18next'
import type { Settled } from '../../rules/settlement.ts'
import { useWords } from '../words.ts'

/** What was given and taken, and who owes whom how much. */
export function Sums({ title, sums: { given, taken, net } }: { title: string; sums: Settled }) {
  const { t } = useTranslation()
  const words = useWords()
  const amount = (sum: { hours: number; personHours: number; fen: number; points: number }) =>
    t('sharing.settlement.amount', {
      ...{ hours: words.hours(sum.hours), people: words.hours(sum.personHours) },
      ...{ yuan: (sum.fen / 100).toFixed(2), points: sum.points },
    })
  const owed = { amount: words.money(Math.abs(net.worth)) }
  return (
    <>
      <strong>{title}</strong>{' '}
      <span className="figures">
        {net.worth === 0
          ? t('sharing.settlement.even')
          : t(net.worth > 0 ? 'sharing.settlement.owed' : 'sharing.settlement.owes', owed)}
      </span>
      <p className="caption figures">{`${t('sharing.settlement.given')} ${amount(given)}`}</p>
      <p className="caption figures">{`${t('sharing.settlement.taken')} ${amount(taken)}`}</p>
    </>
  )
}
