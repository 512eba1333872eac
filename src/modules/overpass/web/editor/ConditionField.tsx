import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { type Condition, MOST } from '../../rules/bridge.ts'
import { emptyLeaf, LeafField } from './LeafField.tsx'
import type { Choices } from './parts.tsx'

type Props = {
  value: Condition
  onChange: (condition: Condition) => void
  choices: Choices
  courses: Choices['courses']
  /** How deep this one stands. */
  depth?: number
  onRemove?: () => void
}

const SHAPES = ['leaf', 'all', 'any', 'not'] as const
type Shape = (typeof SHAPES)[number]
const shapeOf = ({ is }: Condition): Shape => (is === 'all' || is === 'any' || is === 'not' ? is : 'leaf')

/** A condition: one thing asked for, or several of which all, any or none must hold. */
export function ConditionField({ value, onChange, choices, courses, depth = 0, onRemove }: Props) {
  const { t } = useTranslation()
  const deeper = depth < MOST.depth
  const parts = value.is === 'all' || value.is === 'any' ? value.of : []
  const change = (shape: Shape) => {
    const inner = parts.length ? parts : shapeOf(value) === 'leaf' ? [value] : []
    if (shape === 'leaf') onChange(emptyLeaf('course'))
    else if (shape === 'not') onChange({ is: 'not', of: inner[0] ?? emptyLeaf('course') })
    else onChange({ is: shape, of: value.is === 'not' ? [value.of] : inner })
  }
  const inner = { choices, courses, depth: depth + 1 }
  // Parts have no name of their own: they are known by their place.
  const keys = parts.map((_, at) => `${depth} ${at}`)
  return (
    <fieldset>
      <legend>{t(depth === 0 ? 'overpass.editor.entry' : 'overpass.editor.part')}</legend>
      <div className="overpass-actions">
        <Select<Shape>
          aria-label={t('overpass.editor.shape')}
          value={shapeOf(value)}
          options={SHAPES.filter(shape => deeper || shape === 'leaf').map(shape => ({
            ...{ value: shape, label: t(`overpass.editor.shape.${shape}`) },
          }))}
          onChange={change}
        />
        {onRemove && (
          <Button type="text" onClick={onRemove}>
            {t('overpass.editor.remove')}
          </Button>
        )}
      </div>
      {shapeOf(value) === 'leaf' && (
        <LeafField
          value={value as Exclude<Condition, { is: 'all' | 'any' | 'not' }>}
          onChange={onChange}
          choices={choices}
          courses={courses}
        />
      )}
      {value.is === 'not' && (
        <ConditionField {...inner} value={value.of} onChange={of => onChange({ is: 'not', of })} />
      )}
      {(value.is === 'all' || value.is === 'any') && (
        <>
          {value.of.length === 0 && depth === 0 && (
            <p className="caption">{t('overpass.say.nothing_asked')}</p>
          )}
          {value.of.map((part, at) => (
            <ConditionField
              key={keys[at]}
              {...inner}
              value={part}
              onChange={next => onChange({ ...value, of: value.of.map((one, i) => (i === at ? next : one)) })}
              onRemove={() => onChange({ ...value, of: value.of.filter((_, i) => i !== at) })}
            />
          ))}
          <div>
            <Button onClick={() => onChange({ ...value, of: [...value.of, emptyLeaf('course')] })}>
              {t('overpass.editor.add_part')}
            </Button>
          </div>
        </>
      )}
    </fieldset>
  )
}
