import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import type { DuesScheme } from '../../contract.ts'
import { DuesRules, useYuan } from './parts.tsx'

/** What members owe, scheme by scheme, and how the platform goes about it. */
export function Schemes({ schemes, onAdd }: { schemes: readonly DuesScheme[]; onAdd: () => void }) {
  const { t } = useTranslation()
  return (
    <Columns
      main={
        <Sheet
          title={t('members.dues.schemes')}
          aside={
            <Button size="small" onClick={onAdd}>
              {t('members.dues.scheme_add')}
            </Button>
          }
        >
          {schemes.length === 0 && <p className="caption">{t('members.dues.no_scheme')}</p>}
          {schemes.map(scheme => (
            <Scheme key={scheme.id} scheme={scheme} />
          ))}
        </Sheet>
      }
      side={<DuesRules />}
    />
  )
}

function Scheme({ scheme }: { scheme: DuesScheme }) {
  const { t } = useTranslation()
  const { number } = useFormat()
  const yuan = useYuan()
  const { firstYear, dueMonth, dueDay, rates, source } = scheme
  const who = ({ position, kind }: DuesScheme['rates'][number]) =>
    [position && t(`members.position.${position}`), kind && t(`members.kind.${kind}`)]
      .filter(Boolean)
      .join(' · ') || t('members.dues.rate_any')
  return (
    <div className="about-fields">
      <h3>
        {t('members.dues.scheme_from', { year: firstYear, month: number(dueMonth), day: number(dueDay) })}
      </h3>
      <p className="caption">{t('members.dues.scheme_source', { source })}</p>
      {rates.length === 0 && <p>{t('members.dues.scheme_stops')}</p>}
      <ul className="plain-list">
        {rates.map(rate => (
          <li key={`${rate.position} ${rate.kind}`}>
            <span>{who(rate)}</span>
            <span>{t('members.dues.yuan', { yuan: yuan(rate.amountFen) })}</span>
          </li>
        ))}
      </ul>
    </div>
  )
}
