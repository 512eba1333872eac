import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { askAdviser, listAdvisers } from '../../contract/plans.ts'
import '../overpass.css'
import type { Plan } from './PlanPage.tsx'

/** With whom the learner plans: somebody they ask, and nobody unless they do. */
export function AdviserSheet({ plan }: { plan: Plan }) {
  const { t } = useTranslation()
  const own = plan.as === 'learner'
  const named =
    plan.adviser &&
    t(own ? 'overpass.follow.adviser_is' : 'overpass.follow.adviser_named', { name: plan.adviser })
  return (
    <Sheet title={t('overpass.follow.adviser')}>
      <p>{named ?? t(own ? 'overpass.follow.adviser_none' : 'overpass.follow.adviser_seen')}</p>
      {own && <Asking plan={plan} />}
    </Sheet>
  )
}

function Asking({ plan: { id, version, adviserId } }: { plan: Plan }) {
  const { t } = useTranslation()
  const attempt = useAttempt()
  const notice = useNotice()
  const [chosen, setChosen] = useState<string | null>(null)
  const ask = useCommand(askAdviser, ['overpass.'])
  const read = useRead(listAdvisers, { params: { id } }, { enabled: adviserId === null })
  const send = async (adviser: string | null) => {
    if (!(await attempt(() => ask.run({ params: { id }, body: { adviserId: adviser, version } })))) return
    notice(t(adviser ? 'overpass.follow.adviser_asked' : 'overpass.follow.adviser_taken_back'))
    setChosen(null)
  }
  if (adviserId !== null)
    return (
      <div className="overpass-actions">
        <Button loading={ask.pending} onClick={() => void send(null)}>
          {t('overpass.follow.adviser_take_back')}
        </Button>
      </div>
    )
  return (
    <Loaded read={read}>
      {({ rows }) =>
        rows.length === 0 ? (
          <p className="caption">{t('overpass.follow.adviser_nobody')}</p>
        ) : (
          <div className="overpass-actions">
            <Select
              aria-label={t('overpass.follow.adviser_choose')}
              placeholder={t('overpass.follow.adviser_choose')}
              style={{ minWidth: 200 }}
              value={chosen}
              showSearch={{ optionFilterProp: 'label' }}
              options={rows.map(row => ({ value: row.id, label: row.name }))}
              onChange={setChosen}
            />
            <Button disabled={chosen === null} loading={ask.pending} onClick={() => void send(chosen)}>
              {t('overpass.follow.adviser_ask')}
            </Button>
          </div>
        )
      }
    </Loaded>
  )
}
