import type { KeyboardEvent } from 'react'
import { useTranslation } from 'react-i18next'
import type { Bilingual } from '#platform/contract/fields.ts'
import { useFormat } from '#platform/web/format.ts'
import type { Course } from '../../contract/versions.ts'

type Props = {
  course: Course
  hours: number
  /** Courses it requires that do not come before it. */
  waits: readonly Bilingual[]
  edits: boolean
  first: boolean
  last: boolean
  onOpen: () => void
  onKeyDown: (event: KeyboardEvent) => void
  onMove: (by: -1 | 1) => void
  onDrag: (on: boolean) => void
  onDropHere: () => void
}

/** A course on the board: its name opens it, its buttons move it. */
export function CourseCard(props: Props) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const { course, edits, waits } = props
  const named = name(course.name)
  return (
    <li
      className="course-card"
      data-kind={course.kind}
      draggable={edits}
      onDragStart={() => props.onDrag(true)}
      onDragEnd={() => props.onDrag(false)}
      onDragOver={event => edits && event.preventDefault()}
      onDrop={event => {
        event.preventDefault()
        event.stopPropagation()
        props.onDropHere()
      }}
    >
      <button
        type="button"
        id={`course-${course.id}`}
        className="course-name"
        aria-keyshortcuts={edits ? 'Alt+ArrowLeft Alt+ArrowRight Alt+ArrowUp Alt+ArrowDown' : undefined}
        onClick={props.onOpen}
        onKeyDown={props.onKeyDown}
      >
        {named}
      </button>
      <span className="caption figures">
        {t(`programmes.kind.${course.kind}`)} ·{' '}
        {t('programmes.board.sums', { hours: props.hours, credits: course.credits })}
      </span>
      {waits.length > 0 && (
        <span className="course-early">
          {t('programmes.board.early', { courses: waits.map(name).join(language === 'zh' ? '、' : ', ') })}
        </span>
      )}
      {edits && (
        <span className="course-moves">
          <button
            type="button"
            disabled={props.first}
            aria-label={t('programmes.board.earlier', { course: named })}
            onClick={() => props.onMove(-1)}
          >
            ←
          </button>
          <button
            type="button"
            disabled={props.last}
            aria-label={t('programmes.board.later', { course: named })}
            onClick={() => props.onMove(1)}
          >
            →
          </button>
        </span>
      )}
    </li>
  )
}
