import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { inAudience } from '#platform/contract/access.ts'
import { addressOf } from '#platform/contract/client.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { getRegister, getRegisterPdf, type ProcessingView } from '../../contract.ts'
import { printRegister } from '../../policy.privacy.ts'
import { useKey } from './use-key.ts'

/** Which data is processed, what for, on which basis, for whom, how long. */
export default function RegisterPage() {
  const { t } = useTranslation()
  const viewer = useViewer()
  const read = useRead(getRegister, {})
  return (
    <>
      <PageHeader
        title={t('privacy.register.heading')}
        lead={t('privacy.register.lead')}
        action={
          inAudience(printRegister, viewer) && (
            <Button type="primary" href={addressOf(getRegisterPdf, {})} download>
              {t('privacy.register.print')}
            </Button>
          )
        }
      />
      <Loaded read={read} lines={12}>
        {({ rows }) => (
          <div className="stack">
            {rows.map(row => (
              <One key={row.key} row={row} />
            ))}
          </div>
        )}
      </Loaded>
    </>
  )
}

function One({ row }: { row: ProcessingView }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const key = useKey()
  const word = (part: 'data' | 'purpose' | 'who' | 'kept') => ({
    label: t(`privacy.register.${part}`),
    value: key(`processing.${row.key}.${part}`),
  })
  const basis = row.basis.map(one => t(`privacy.basis.${one}`)).join(' · ')
  const periods = row.periods.map(period => ({
    label: key(`privacy.period.${period.key}`),
    value: t('privacy.days', { days: period.days }),
    note: [name(period.source), !period.verified && t('privacy.unverified')].filter(Boolean).join(' · '),
  }))
  return (
    <Sheet title={key(`processing.${row.key}`)}>
      <FactList
        facts={[
          word('data'),
          word('purpose'),
          { label: t('privacy.register.basis'), value: basis },
          word('who'),
          word('kept'),
          ...periods,
        ]}
      />
    </Sheet>
  )
}
