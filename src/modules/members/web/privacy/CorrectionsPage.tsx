import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { usePaged } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { type Correction, listCorrections } from '../../contract.ts'
import { AnswerForm } from './AnswerForm.tsx'
import { StateList } from './StateList.tsx'
import { CORRECTION_TONE } from './tones.ts'

const STATES = ['open', 'accepted', 'refused', 'withdrawn'] as const

/** What people ask the organisation to put right, and the answers. */
export default function CorrectionsPage() {
  const { t } = useTranslation()
  const { day } = useFormat()
  const [state, setState] = useState<(typeof STATES)[number]>()
  const rows = usePaged(listCorrections, { query: { state } })
  const [open, setOpen] = useState<Correction | null>(null)
  const options = STATES.map(value => ({ value, label: t(`members.correction.${value}`) }))
  return (
    <>
      <StateList
        title={t('members.corrections.heading')}
        lead={t('members.corrections.lead')}
        state={state}
        states={options}
        onState={setState}
        rows={rows}
        columns={[
          {
            key: 'entry',
            title: t('members.corrections.entry'),
            render: row => <Link to={`/people/${row.affiliationId}`}>{row.entry}</Link>,
          },
          {
            key: 'field',
            title: t('members.correct.field'),
            render: row => t(`members.correct.${row.field}`),
          },
          { key: 'wanted', title: t('members.correct.wanted'), render: row => row.wanted },
          {
            key: 'due',
            title: t('members.corrections.answer'),
            wideOnly: true,
            render: row =>
              row.state === 'open'
                ? t('members.corrections.due', { day: day(row.dueOn, 'short') })
                : row.answer,
          },
          {
            key: 'state',
            title: t('data.field.state'),
            render: row => (
              <StatusTag tone={CORRECTION_TONE[row.state]}>{t(`members.correction.${row.state}`)}</StatusTag>
            ),
          },
        ]}
        rowKey={row => row.id}
        rowAction={row =>
          row.state === 'open' && (
            <Button size="small" onClick={() => setOpen(row)}>
              {t('members.corrections.answer')}
            </Button>
          )
        }
        empty={<Empty title={t('members.corrections.empty')} text={t('members.corrections.empty_text')} />}
      />
      <SideDrawer
        open={open !== null}
        title={open ? `${open.entry} · ${t(`members.correct.${open.field}`)}` : ''}
        onClose={() => setOpen(null)}
      >
        {open && <AnswerForm row={open} onDone={() => setOpen(null)} />}
      </SideDrawer>
    </>
  )
}
