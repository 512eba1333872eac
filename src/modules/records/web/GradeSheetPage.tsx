import { Button, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useParams, useSearchParams } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { useLeaveGuard } from '#platform/web/ui/leave-guard.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getSheet, removeSheet, saveSheet, submitSheet } from '../contract.ts'
import { GradeGrid } from './GradeGrid.tsx'
import './records.css'

type GradeSheet = AnswerOf<typeof getSheet>
type View = '1' | '2' | 'both'
const VIEWS: readonly View[] = ['1', '2', 'both']

/** A class's results in one course: entered twice without sight of the other, compared, and submitted. */
export default function GradeSheetPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const { id = '' } = useParams()
  const [params, setParams] = useSearchParams()
  const view = VIEWS.find(one => one === params.get('view')) ?? '1'
  const [dirty, setDirty] = useState(false)
  const read = useRead(getSheet, { params: { id }, query: { pass: view } })
  return (
    <DetailPage read={read}>
      {sheet => ({
        title: t('records.sheet.heading', { class: sheet.class.name, course: name(sheet.course.name) }),
        lead: [sheet.term, t(`records.sitting.${sheet.sitting}`), t(`records.scale.${sheet.scale}`)].join(
          ' · ',
        ),
        trail: [
          { to: '/results', label: t('records.results.title') },
          { to: '/results/sheets', label: t('records.sheets.title') },
        ],
        main: (
          <>
            {sheet.state === 'draft' && (
              <Radio.Group
                aria-label={t('records.sheet.view')}
                optionType="button"
                value={view}
                disabled={dirty}
                onChange={event => setParams({ view: event.target.value })}
                options={VIEWS.map(value => ({ value, label: t(`records.sheet.view.${value}`) }))}
              />
            )}
            {sheet.state === 'draft' && view !== 'both' ? (
              <Entering
                key={view}
                sheet={sheet}
                pass={view === '1' ? 1 : 2}
                onSaved={() => void read.refetch()}
                onDirty={setDirty}
              />
            ) : (
              <Comparing sheet={sheet} />
            )}
          </>
        ),
        side: <Facts sheet={sheet} />,
      })}
    </DetailPage>
  )
}

type EnteringProps = {
  sheet: GradeSheet
  pass: 1 | 2
  onSaved: () => void
  /** Whether something is typed that is not kept yet. */
  onDirty: (dirty: boolean) => void
}

function Entering({ sheet, pass, onSaved, onDirty }: EnteringProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const [, setParams] = useSearchParams()
  const [texts, setTexts] = useState<Record<string, string>>({})
  const guard = useLeaveGuard(true)
  const change = (next: Record<string, string>) => {
    guard.hold()
    onDirty(true)
    setTexts(next)
  }
  const save = useCommand(saveSheet)
  const send = async () => {
    const rows = Object.entries(texts).map(([learnerId, text]) => ({ learnerId, text }))
    await save.run({ params: { id: sheet.id }, body: { pass, rows, version: sheet.version } }).then(
      () => {
        setTexts({})
        guard.release()
        onDirty(false)
        notice(t('records.sheet.saved'))
        onSaved()
      },
      error => notice(textOf(error)),
    )
  }
  if (sheet.rows.length === 0)
    return <Empty title={t('records.sheet.no_students')} text={t('records.sheet.no_students_text')} />
  const changed = Object.keys(texts).length > 0
  return (
    <Sheet title={t(`records.sheet.pass.${pass}`)} note={t(`records.sheet.pass_note.${pass}`)}>
      <GradeGrid rows={sheet.rows} scale={sheet.scale} most={sheet.most} texts={texts} onChange={change} />
      <div className="form-actions">
        <Button type="primary" disabled={!changed} loading={save.pending} onClick={() => void send()}>
          {t('records.sheet.save')}
        </Button>
        {!changed && (pass === 1 ? sheet.once > 0 : sheet.twice > 0) && (
          <Button onClick={() => setParams({ view: pass === 1 ? '2' : 'both' })}>
            {t(pass === 1 ? 'records.sheet.to_second' : 'records.sheet.to_compare')}
          </Button>
        )}
      </div>
    </Sheet>
  )
}

function Comparing({ sheet }: { sheet: GradeSheet }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const submit = useCommand(submitSheet)
  const entered = sheet.rows.filter(row => row.first !== null || row.second !== null)
  const ready = entered.length > 0 && entered.every(row => row.agrees === true)
  const ask = async () => {
    const words = {
      title: t('records.sheet.submit_title'),
      text: t('records.sheet.submit_text', { count: entered.length }),
    }
    if (!(await confirm({ ...words, confirm: t('records.sheet.submit') }))) return
    await submit.run({ params: { id: sheet.id }, body: { version: sheet.version } }).then(
      ({ entered: count }) => notice(t('records.sheet.submitted', { count })),
      error => notice(textOf(error)),
    )
  }
  return (
    <Sheet
      title={t(sheet.state === 'submitted' ? 'records.sheet.done' : 'records.sheet.compare')}
      note={sheet.state === 'draft' && t('records.sheet.compare_note')}
    >
      <DataTable
        label={t('records.sheet.compare')}
        columns={[
          { key: 'name', title: t('records.field.learner'), render: row => row.name },
          {
            key: 'number',
            title: t('records.field.student_number'),
            render: row => row.number,
            wideOnly: true,
          },
          {
            ...{ key: 'first', title: t('records.sheet.view.1'), align: 'end' as const },
            render: row => row.first ?? '–',
          },
          {
            ...{ key: 'second', title: t('records.sheet.view.2'), align: 'end' as const },
            render: row => row.second ?? '–',
          },
          {
            ...{ key: 'agrees', title: t('records.field.state') },
            render: row =>
              row.agrees === null ? (
                <StatusTag tone="quiet">{t('records.sheet.not_twice')}</StatusTag>
              ) : (
                <StatusTag tone={row.agrees ? 'agreed' : 'act'}>
                  {t(row.agrees ? 'records.sheet.agrees' : 'records.sheet.differs')}
                </StatusTag>
              ),
          },
        ]}
        rows={sheet.rows}
        rowKey={row => row.learnerId}
      />
      {sheet.state === 'draft' && (
        <div className="form-actions">
          <Button type="primary" disabled={!ready} loading={submit.pending} onClick={() => void ask()}>
            {t('records.sheet.submit')}
          </Button>
          {!ready && <span className="caption">{t('records.sheet.not_ready')}</span>}
        </div>
      )}
    </Sheet>
  )
}

function Facts({ sheet }: { sheet: GradeSheet }) {
  const { t } = useTranslation()
  const { day, instant } = useFormat()
  const navigate = useNavigate()
  const notice = useNotice()
  const textOf = useErrorText()
  const confirm = useConfirm()
  const remove = useCommand(removeSheet)
  const ask = async () => {
    const words = { title: t('records.sheet.remove_title'), text: t('records.sheet.remove_text') }
    if (!(await confirm({ ...words, confirm: t('records.sheet.remove'), grave: true }))) return
    await remove.run({ params: { id: sheet.id } }).then(
      () => navigate('/results/sheets', { replace: true }),
      error => notice(textOf(error)),
    )
  }
  return (
    <Sheet title={t('records.sheet.facts')}>
      <FactList
        facts={[
          { label: t('records.field.course_code'), value: sheet.course.code },
          sheet.credits !== null && { label: t('records.field.credits'), value: sheet.credits },
          { label: t('records.field.exam_day'), value: day(sheet.day) },
          {
            label: t('records.sheet.view.1'),
            value: `${sheet.once} / ${sheet.rows.length}`,
            note: sheet.firstBy,
          },
          {
            label: t('records.sheet.view.2'),
            value: `${sheet.twice} / ${sheet.rows.length}`,
            note: sheet.secondBy,
          },
          sheet.differing > 0 && { label: t('records.sheet.differs'), value: sheet.differing },
          sheet.submittedAt !== null && {
            label: t('records.sheets.state.submitted'),
            value: sheet.submittedBy,
            note: instant(sheet.submittedAt),
          },
        ]}
      />
      {sheet.state === 'draft' && (
        <Button onClick={() => void ask()} loading={remove.pending}>
          {t('records.sheet.remove')}
        </Button>
      )}
    </Sheet>
  )
}
