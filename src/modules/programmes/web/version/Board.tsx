import { Button } from 'antd'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { moveCourse } from '../../contract/courses.ts'
import type { Course, PlanVersion } from '../../contract/versions.ts'
import { hoursOf, sumsOf } from '../../rules/plan.ts'
import { outOfOrder } from '../../rules/prerequisites.ts'
import { CourseCard } from './CourseCard.tsx'

type Props = {
  plan: PlanVersion
  edits: boolean
  onShow: (courses: Course[] | null) => void
  onOpen: (course: Course | null, semester: number) => void
}

/** The same courses with one of them at another place; the others keep their order. */
export function placed(courses: readonly Course[], moved: Course, semester: number, place: number): Course[] {
  const rest = courses.filter(course => course.id !== moved.id)
  const there = rest.filter(course => course.semester === semester)
  there.splice(place, 0, { ...moved, semester })
  return [...rest.filter(course => course.semester !== semester), ...there]
}

type Wish = { id: string; semester: number; place: number }

function withWish(courses: Course[], { id, semester, place }: Wish): Course[] {
  const course = courses.find(one => one.id === id)
  return course ? placed(courses, course, semester, place) : courses
}

/** The plan by semester. Courses are dragged, or moved by Alt and the arrow keys, or by the buttons on the phone. */
export function Board({ plan, edits, onShow, onOpen }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const notice = useNotice()
  const textOf = useErrorText()
  const move = useCommand(moveCourse)
  const [pending, setPending] = useState<Course[] | null>(null)
  const [said, setSaid] = useState('')
  const [over, setOver] = useState<number | null>(null)
  const dragged = useRef<Course | null>(null)
  const focus = useRef<string | null>(null)
  /** Moves that were made while another was on its way: one after the other, each on what the server then says. */
  const wishes = useRef<Wish[]>([])
  const courses = pending ?? plan.courses

  // biome-ignore lint/correctness/useExhaustiveDependencies: what the server says takes the place of what was shown
  useEffect(() => {
    setPending(null)
    onShow(null)
    const next = wishes.current.shift()
    const course = next && plan.courses.find(({ id }) => id === next.id)
    if (course) void go(course, next.semester, next.place, plan.courses)
    else wishes.current = []
  }, [plan.courses])
  // A moved card is a new element in another list: the keyboard goes with it.
  useEffect(() => {
    if (!focus.current) return
    document.getElementById(`course-${focus.current}`)?.focus()
    focus.current = null
  })

  const warned = new Map(outOfOrder(courses).map(({ id, before }) => [id, before]))
  const inSemester = (semester: number) => courses.filter(course => course.semester === semester)

  const go = async (course: Course, semester: number, place: number, said?: readonly Course[]) => {
    if (semester < 1 || semester > plan.semesters || place < 0) return
    const waits = said === undefined && pending !== null
    if (waits) wishes.current.push({ id: course.id, semester, place })
    const moved = placed(said ?? courses, course, semester, place)
    const next = waits ? moved : wishes.current.reduce(withWish, moved)
    focus.current = course.id
    setPending(next)
    onShow(next)
    const position = { course: name(course.name), semester, place: place + 1 }
    const early = outOfOrder(next).some(one => one.id === course.id)
    setSaid(`${t('programmes.board.moved', position)} ${early ? t('programmes.board.moved_early') : ''}`)
    if (waits) return
    try {
      await move.run({ params: { id: course.id }, body: { semester, place, version: course.version } })
    } catch (error) {
      wishes.current = []
      setPending(null)
      onShow(null)
      setSaid(textOf(error))
      notice(textOf(error))
    }
  }
  const keys = (event: KeyboardEvent, course: Course, place: number) => {
    if (!edits || !event.altKey) return
    const to: Record<string, [number, number]> = {
      ArrowLeft: [course.semester - 1, inSemester(course.semester - 1).length],
      ArrowRight: [course.semester + 1, inSemester(course.semester + 1).length],
      ArrowUp: [course.semester, place - 1],
      ArrowDown: [course.semester, Math.min(place + 1, inSemester(course.semester).length - 1)],
    }
    const target = to[event.key]
    if (!target) return
    event.preventDefault()
    void go(course, ...target)
  }
  return (
    <Sheet title={t('programmes.board.title')} note={edits ? t('programmes.board.note') : undefined}>
      <p className="visually-hidden" role="status" aria-live="polite">
        {said}
      </p>
      <div className="board">
        {Array.from({ length: plan.semesters }, (_, i) => i + 1).map(semester => {
          const sums = sumsOf(inSemester(semester))
          return (
            <section
              key={semester}
              className="board-semester"
              aria-labelledby={`semester-${semester}`}
              data-over={over === semester || undefined}
              onDragOver={event => {
                if (!dragged.current) return
                event.preventDefault()
                setOver(semester)
              }}
              onDragLeave={() => setOver(null)}
              onDrop={event => {
                event.preventDefault()
                setOver(null)
                const course = dragged.current
                dragged.current = null
                if (course && course.semester !== semester)
                  void go(course, semester, inSemester(semester).length)
              }}
            >
              <h3 id={`semester-${semester}`}>{t('programmes.plan.semester', { semester })}</h3>
              <p className="caption figures">
                {t('programmes.board.sums', { hours: sums.hours, credits: sums.credits })}
              </p>
              <ol>
                {inSemester(semester).map((course, place) => (
                  <CourseCard
                    key={course.id}
                    course={course}
                    hours={hoursOf(course)}
                    waits={(warned.get(course.id) ?? []).flatMap(
                      id => courses.find(other => other.id === id)?.name ?? [],
                    )}
                    edits={edits}
                    first={semester === 1}
                    last={semester === plan.semesters}
                    onOpen={() => onOpen(course, semester)}
                    onKeyDown={event => keys(event, course, place)}
                    onMove={by => void go(course, semester + by, inSemester(semester + by).length)}
                    onDrag={on => {
                      dragged.current = on ? course : null
                    }}
                    onDropHere={() => {
                      const other = dragged.current
                      dragged.current = null
                      setOver(null)
                      if (other && other.id !== course.id) void go(other, semester, place)
                    }}
                  />
                ))}
              </ol>
              {edits && (
                <Button size="small" type="text" onClick={() => onOpen(null, semester)}>
                  {t('programmes.course.add')}
                  <span className="visually-hidden">{t('programmes.plan.semester', { semester })}</span>
                </Button>
              )}
            </section>
          )
        })}
      </div>
    </Sheet>
  )
}
