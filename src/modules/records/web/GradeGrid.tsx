import { type ClipboardEvent, type KeyboardEvent, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { GradeRow } from '../contract.ts'
import { readScore, type Scale } from '../rules/score.ts'
import { readPasted } from './grade-grid.ts'

const PROBLEMS = {
  empty: 'problem.records.score_empty',
  absent: 'problem.records.score_absent',
  no_number: 'problem.records.score_no_number',
  off_scale: 'problem.records.score_off_scale',
  no_grade: 'problem.records.score_no_grade',
  decimals: 'problem.records.score_decimals',
  max_missing: 'problem.records.score_max_missing',
} as const

type Props = {
  rows: readonly GradeRow[]
  scale: Scale
  most: number | null
  texts: Readonly<Record<string, string>>
  onChange: (texts: Record<string, string>) => void
}

/** The class in a column to type grades into: Enter and the arrows move, a block from Excel can be pasted. */
export function GradeGrid({ rows, scale, most, texts, onChange }: Props) {
  const { t } = useTranslation()
  const inputs = useRef<(HTMLInputElement | null)[]>([])
  const textOf = (row: GradeRow) => texts[row.learnerId] ?? row.text ?? ''
  const move = (event: KeyboardEvent, at: number) => {
    const step = { Enter: event.shiftKey ? -1 : 1, ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step === undefined) return
    event.preventDefault()
    const next = inputs.current[at + step]
    next?.focus()
    next?.select()
  }
  const paste = (event: ClipboardEvent, at: number) => {
    const text = event.clipboardData.getData('text')
    if (!/[\n\t]/.test(text.trimEnd())) return
    event.preventDefault()
    onChange({ ...texts, ...Object.fromEntries(readPasted(text, rows, at)) })
  }
  return (
    <table className="grade-table" aria-label={t('records.sheet.grades')}>
      <thead>
        <tr>
          <th scope="col">{t('records.field.student_number')}</th>
          <th scope="col">{t('records.field.learner')}</th>
          <th scope="col">{t('records.field.score')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, at) => {
          const text = textOf(row)
          const read = text ? readScore(text, scale, most) : null
          const problem = typeof read === 'string' ? t(PROBLEMS[read], { score: text }) : ''
          return (
            <tr key={row.learnerId}>
              <td>{row.number}</td>
              <td>{row.name}</td>
              <td>
                <input
                  ref={element => {
                    inputs.current[at] = element
                  }}
                  aria-label={t('records.sheet.grade_of', { name: row.name })}
                  aria-invalid={problem !== ''}
                  value={text}
                  maxLength={20}
                  inputMode={scale === 'percent' || scale === 'points' ? 'decimal' : 'text'}
                  autoComplete="off"
                  onChange={event => onChange({ ...texts, [row.learnerId]: event.target.value })}
                  onKeyDown={event => move(event, at)}
                  onPaste={event => paste(event, at)}
                />
                {problem && <span className="caption grade-problem"> {problem}</span>}
              </td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
