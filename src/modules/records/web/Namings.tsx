import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { endNaming, listNamings, type Naming } from '../contract.ts'
import { NamingForm } from './NamingForm.tsx'

const TONES = { open: 'agreed', over: 'quiet', ended: 'quiet' } as const

/** To whom the learner gave their name, what came of it, and how to end it. */
export function Namings() {
  const { t } = useTranslation()
  const read = useRead(listNamings, {})
  const [naming, setNaming] = useState(false)
  const make = <Button onClick={() => setNaming(true)}>{t('records.naming.new')}</Button>
  return (
    <>
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('records.naming.empty')} text={t('records.naming.empty_text')} action={make} />
          ) : (
            <Sheet title={t('records.naming.title')} note={t('records.naming.note')} aside={make}>
              <ul className="records-list">
                {rows.map(row => (
                  <NamingLine key={row.id} naming={row} />
                ))}
              </ul>
            </Sheet>
          )
        }
      </Loaded>
      <SideDrawer open={naming} title={t('records.naming.new_title')} onClose={() => setNaming(false)}>
        <NamingForm groups={read.data?.groups ?? []} onDone={() => setNaming(false)} />
      </SideDrawer>
    </>
  )
}

function NamingLine({ naming }: { naming: Naming }) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const notice = useNotice()
  const confirm = useConfirm()
  const attempt = useAttempt()
  const end = useCommand(endNaming, ['records.'])
  const to = naming.group ?? naming.organisation
  const ask = async () => {
    const words = { title: t('records.naming.end_title'), text: t('records.naming.end_text') }
    if (!(await confirm({ ...words, confirm: t('records.naming.end'), grave: true }))) return
    await attempt(async () => {
      await end.run({ params: { id: naming.id } })
      notice(t('records.naming.end_done'))
    })
  }
  return (
    <li>
      <span>
        {to && name(to.name)} · {naming.occasion}
        <span className="caption naming-facts">
          {t('records.naming.until', { day: day(naming.endsOn) })} ·{' '}
          {t('records.naming.recorded', { count: naming.recorded })}
        </span>
      </span>
      <span className="records-actions">
        <StatusTag tone={TONES[naming.state]}>{t(`records.naming.state.${naming.state}`)}</StatusTag>
        {naming.state === 'open' && (
          <Button size="small" loading={end.pending} onClick={() => void ask()}>
            {t('records.naming.end')}
          </Button>
        )}
      </span>
    </li>
  )
}
