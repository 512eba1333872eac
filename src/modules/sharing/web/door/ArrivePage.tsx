import { Button, Input } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded, Skeleton } from '#platform/web/ui/states.tsx'
import { useAttempt } from '#platform/web/use-attempt.ts'
import { arrive, confirmBriefing, getBriefing, listVisits, type Visit } from '../../contract/visits.ts'
import type { VisitState } from '../../rules/door.ts'
import { useWords } from '../words.ts'
import './door.css'

const TONES: Record<VisitState, Tone> = {
  expected: 'quiet',
  to_brief: 'act',
  arrived: 'uncertain',
  unseen: 'uncertain',
  present: 'agreed',
  absent: 'act',
}

/** For whoever comes: the code at the door, what is to be known first, and where one is expected. */
export default function ArrivePage() {
  const { t } = useTranslation()
  const read = useRead(listVisits, {})
  const toBrief = read.data?.rows.filter(({ state }) => state === 'to_brief') ?? []
  return (
    <>
      <PageHeader title={t('sharing.arrive.title')} lead={t('sharing.arrive.lead')} />
      <div className="stack">
        {toBrief.map(visit => (
          <BriefingSheet key={visit.id} visit={visit} />
        ))}
        <CodeSheet />
        <Sheet title={t('sharing.arrive.mine')} aside={<RecordLink />}>
          <Loaded read={read}>{({ rows }) => <Visits rows={rows} />}</Loaded>
        </Sheet>
      </div>
    </>
  )
}

function RecordLink() {
  const { t } = useTranslation()
  return useViewer()?.role === 'student' ? <Link to="/record">{t('sharing.arrive.record')}</Link> : null
}

/** The code comes with the address when it was scanned. */
function CodeSheet() {
  const { t } = useTranslation()
  const [search, setSearch] = useSearchParams()
  const step = useCommand(arrive)
  const done = search.get('done') !== null
  if (done)
    return (
      <Sheet>
        <Empty title={t('sharing.arrive.done')} text={t('sharing.arrive.done_text')} />
      </Sheet>
    )
  return (
    <Sheet>
      <CommandForm<{ code: string }>
        initial={{ code: search.get('code') ?? '' }}
        submit={t('sharing.arrive.submit')}
        onSend={({ code = '' }) => step.run({ body: { code } })}
        onDone={() => setSearch({ done: '' }, { replace: true })}
      >
        <Field name="code" label={t('sharing.arrive.code')} required>
          <Input className="door-input" inputMode="numeric" autoComplete="one-time-code" maxLength={20} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}

function BriefingSheet({ visit }: { visit: Visit }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const attempt = useAttempt()
  const params = { id: visit.id }
  const read = useRead(getBriefing, { params })
  const confirm = useCommand(confirmBriefing)
  return (
    <Sheet title={t('sharing.arrive.brief_title')} note={name(visit.title)}>
      {read.data ? (
        <>
          {read.data.rows.map(({ title, text, hash }) => (
            <p key={hash} className="kept-lines">
              {read.data.rows.length > 1 && <strong>{name(title)} </strong>}
              {text}
            </p>
          ))}
          <div className="door-confirm">
            <Button
              type="primary"
              loading={confirm.pending}
              onClick={() =>
                void attempt(() =>
                  confirm.run({ params, body: { shown: read.data.rows.map(({ hash }) => hash) } }),
                )
              }
            >
              {t('sharing.arrive.brief')}
            </Button>
            <span className="caption">{t('sharing.arrive.brief_text')}</span>
          </div>
        </>
      ) : (
        <Skeleton lines={3} />
      )}
    </Sheet>
  )
}

function Visits({ rows }: { rows: readonly Visit[] }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const words = useWords()
  if (rows.length === 0)
    return <Empty title={t('sharing.arrive.empty')} text={t('sharing.arrive.empty_text')} />
  return (
    <ul className="line-list">
      {rows.map(visit => (
        <li key={visit.id}>
          <span>
            {name(visit.title)}
            <br />
            <span className="caption">
              {[words.time(visit), name(visit.host), visit.place].filter(Boolean).join(' · ')}
            </span>
            {(visit.state === 'unseen' || visit.state === 'absent') && (
              <span className="caption door-help">{t(`sharing.visit.${visit.state}_text`)}</span>
            )}
          </span>
          <span className="line-list-end">
            <StatusTag tone={TONES[visit.state]}>{t(`sharing.visit.${visit.state}`)}</StatusTag>
          </span>
        </li>
      ))}
    </ul>
  )
}
