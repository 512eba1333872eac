import { Button, InputNumber } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { Recognition } from '../../rules/bridge.ts'
import { nextRuleId } from '../../rules/form.ts'
import { emptyLeaf, LeafField } from './LeafField.tsx'
import { type Choices, ManyPart, NumberPart, Part } from './parts.tsx'

type Props = {
  value: readonly Recognition[]
  onChange: (rules: Recognition[]) => void
  choices: Choices
  sources: Choices['courses']
  target: Choices['courses']
}

/** Which outcomes give how many credits for which named courses, in the order in which they apply. */
export function RulesField({ value, onChange, choices, sources, target }: Props) {
  const { t } = useTranslation()
  const set = (at: number, rule: Recognition) => onChange(value.map((one, i) => (i === at ? rule : one)))
  const swap = (at: number) => {
    const moved = [...value]
    const [rule] = moved.splice(at, 1)
    if (rule) moved.splice(at - 1, 0, rule)
    onChange(moved)
  }
  return (
    <>
      {value.map((rule, at) => (
        <fieldset key={rule.id}>
          <legend>{t('overpass.editor.rule', { number: at + 1 })}</legend>
          <LeafField
            value={rule.when}
            onChange={when => set(at, { ...rule, when })}
            choices={choices}
            courses={sources}
          />
          <Given rule={rule} target={target} onChange={next => set(at, next)} />
          <div className="overpass-actions">
            {at > 0 && (
              <Button type="text" onClick={() => swap(at)}>
                {t('overpass.editor.earlier')}
              </Button>
            )}
            <Button type="text" onClick={() => onChange(value.filter((_, i) => i !== at))}>
              {t('overpass.editor.remove')}
            </Button>
          </div>
        </fieldset>
      ))}
      <div>
        <Button
          onClick={() =>
            onChange([...value, { id: nextRuleId(value), when: emptyLeaf('course'), courses: [], cap: null }])
          }
        >
          {t('overpass.editor.add_rule')}
        </Button>
      </div>
    </>
  )
}

function Given({
  rule,
  target,
  onChange,
}: {
  rule: Recognition
  target: Choices['courses']
  onChange: (rule: Recognition) => void
}) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const nameOf = (id: string) => {
    const course = target.find(one => one.id === id)
    return course ? name(course.name) : id.slice(0, 8)
  }
  return (
    <div className="bridge-row">
      <ManyPart
        label={t('overpass.editor.for_courses')}
        value={rule.courses.map(one => one.courseId)}
        options={target.map(one => ({
          value: one.id,
          label: `${one.code} ${name(one.name)} (${one.credits})`,
        }))}
        onChange={ids =>
          onChange({
            ...rule,
            courses: ids.map(
              courseId =>
                rule.courses.find(one => one.courseId === courseId) ?? {
                  ...{ courseId, credits: target.find(one => one.id === courseId)?.credits ?? 1 },
                },
            ),
          })
        }
      />
      {rule.courses.map(({ courseId, credits }) => {
        const label = t('overpass.editor.credits_for', { course: nameOf(courseId) })
        return (
          <Part key={courseId} label={label}>
            <InputNumber
              aria-label={label}
              min={0.5}
              step={0.5}
              precision={1}
              value={credits}
              onChange={next =>
                onChange({
                  ...rule,
                  courses: rule.courses.map(one =>
                    one.courseId === courseId ? { courseId, credits: next ?? 0 } : one,
                  ),
                })
              }
            />
          </Part>
        )
      })}
      <NumberPart
        label={t('overpass.editor.cap')}
        value={rule.cap}
        max={400}
        step={0.5}
        onChange={cap => onChange({ ...rule, cap })}
      />
    </div>
  )
}
