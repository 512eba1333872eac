import { Checkbox, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type ClaimRow, decideMany, listSchoolClaims } from '../contract.ts'
import { ReasonFields, type ReasonValues, reasonOf } from './ReasonFields.tsx'

const MOST = 100

/** One decision and one reason for the claims of a class. */
export function ManyForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const read = useRead(listSchoolClaims, { query: { state: 'submitted', ready: 'yes', limit: MOST } })
  return (
    <Loaded read={read}>
      {({ rows, next }) =>
        rows.length === 0 ? (
          <Empty title={t('overpass.many.empty')} text={t('overpass.many.empty_text')} />
        ) : (
          <>
            {next && <p className="caption">{t('overpass.many.first', { count: rows.length })}</p>}
            <Form rows={rows} onDone={onDone} />
          </>
        )
      }
    </Loaded>
  )
}

function Form({ rows, onDone }: { rows: readonly ClaimRow[]; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const send = useCommand(decideMany, ['overpass.'])
  const [chosen, setChosen] = useState<string[]>([])
  const [opinion, setOpinion] = useState<'approve' | 'refuse'>('approve')
  return (
    <CommandForm<ReasonValues>
      submit={t('overpass.many.submit', { count: chosen.length })}
      blocked={chosen.length === 0 ? t('overpass.many.choose') : undefined}
      onSend={values =>
        send.run({
          body: {
            claims: rows.filter(row => chosen.includes(row.id)).map(({ id, version }) => ({ id, version })),
            ...{ opinion, ...reasonOf(opinion, values) },
          },
        })
      }
      onDone={() => {
        notice(t('overpass.many.done', { count: chosen.length }))
        onDone()
      }}
    >
      <Checkbox.Group
        className="overpass-offer"
        value={chosen}
        onChange={values => setChosen(values as string[])}
      >
        {rows.map(row => (
          <Checkbox key={row.id} value={row.id}>
            <span className="overpass-offered">
              <strong>{row.learner.name}</strong>
              <span className="caption">
                {name(row.programme.name)} · {t('overpass.credits', { count: row.claimed })}
              </span>
            </span>
          </Checkbox>
        ))}
      </Checkbox.Group>
      <Radio.Group
        aria-label={t('overpass.decide.title')}
        value={opinion}
        onChange={event => setOpinion(event.target.value as 'approve' | 'refuse')}
        options={(['approve', 'refuse'] as const).map(value => ({
          ...{ value, label: t(`overpass.opinion.${value}`) },
        }))}
      />
      <ReasonFields opinion={opinion} />
    </CommandForm>
  )
}
