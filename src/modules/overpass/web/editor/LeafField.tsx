import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import {
  AWARD_LEVELS,
  CERTIFICATE_LEVELS,
  LEAVES,
  type Leaf,
  PRIZES,
  WORK_KINDS,
} from '../../rules/bridge.ts'
import { ChoicePart, type Choices, ManyPart, NumberPart, TextPart } from './parts.tsx'

type Kind = Leaf['is']

/** What a rule of each kind asks for at first. */
export function emptyLeaf(is: Kind): Leaf {
  const withinYears = null
  switch (is) {
    case 'course':
      return { is, courseIds: [], minScore: null, withinYears }
    case 'competency':
      return { is, competencyId: '', level: 1, withinYears }
    case 'certificate':
      return { is, named: null, level: null, withinYears }
    case 'award':
      return { is, named: null, level: null, prize: null, teamPlaceAtMost: null, withinYears }
    case 'project_rating':
      return { is, named: null, minScore: null, withinYears }
    case 'work':
      return { is, kinds: ['placement'], minHours: null, withinYears }
    case 'short_course':
      return { is, named: null, minHours: null, withinYears }
    case 'test':
      return { is, named: '', minScore: 60, withinYears }
  }
}

type Props = { value: Leaf; onChange: (leaf: Leaf) => void; choices: Choices; courses: Choices['courses'] }

/** What one outcome must be: its kind, and of that kind what matters. */
export function LeafField({ value: leaf, onChange, choices, courses }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const word = (key: 'named' | 'min_score' | 'min_hours' | 'within') => t(`overpass.editor.${key}`)
  const score = 'minScore' in leaf && (
    <NumberPart
      label={word('min_score')}
      value={leaf.minScore}
      max={100}
      onChange={minScore => onChange({ ...leaf, minScore })}
    />
  )
  const named = 'named' in leaf && (
    <TextPart
      label={word('named')}
      value={leaf.named}
      onChange={text =>
        onChange(leaf.is === 'test' ? { ...leaf, named: text ?? '' } : { ...leaf, named: text })
      }
    />
  )
  const competency =
    leaf.is === 'competency' && choices.competencies.find(one => one.id === leaf.competencyId)
  return (
    <div className="bridge-row">
      <ChoicePart<Kind>
        label={t('overpass.editor.kind')}
        value={leaf.is}
        options={LEAVES.map(value => ({ value, label: t(`overpass.editor.leaf.${value}`) }))}
        onChange={is => is && onChange(emptyLeaf(is))}
      />
      {leaf.is === 'course' && (
        <ManyPart
          label={t('overpass.editor.courses')}
          value={leaf.courseIds}
          options={courses.map(one => ({
            value: one.id,
            label: `${one.code} ${name(one.name)} (${one.version})`,
          }))}
          onChange={courseIds => onChange({ ...leaf, courseIds })}
        />
      )}
      {leaf.is === 'competency' && (
        <>
          <ChoicePart
            label={t('overpass.editor.competency')}
            value={leaf.competencyId}
            options={choices.competencies.map(one => ({ value: one.id, label: name(one.name) }))}
            onChange={id => onChange({ ...leaf, competencyId: id ?? '' })}
          />
          <ChoicePart
            label={t('overpass.editor.level')}
            value={String(leaf.level)}
            options={(competency ? competency.levels : []).map((level, i) => ({
              value: String(i + 1),
              label: `${i + 1} ${name(level)}`,
            }))}
            onChange={level => onChange({ ...leaf, level: Number(level ?? 1) })}
          />
        </>
      )}
      {leaf.is === 'certificate' && (
        <ChoicePart
          label={t('overpass.editor.level_least')}
          value={leaf.level}
          options={CERTIFICATE_LEVELS.map(value => ({ value, label: t(`overpass.say.rank.${value}`) }))}
          onChange={level => onChange({ ...leaf, level })}
          optional
        />
      )}
      {leaf.is === 'award' && (
        <>
          <ChoicePart
            label={t('overpass.editor.level_least')}
            value={leaf.level}
            options={AWARD_LEVELS.map(value => ({ value, label: t(`overpass.say.rank.${value}`) }))}
            onChange={level => onChange({ ...leaf, level })}
            optional
          />
          <ChoicePart
            label={t('overpass.editor.prize_least')}
            value={leaf.prize}
            options={PRIZES.map(value => ({ value, label: t(`overpass.say.prize.${value}`) }))}
            onChange={prize => onChange({ ...leaf, prize })}
            optional
          />
          <NumberPart
            label={t('overpass.editor.team')}
            value={leaf.teamPlaceAtMost}
            least={1}
            max={99}
            onChange={teamPlaceAtMost => onChange({ ...leaf, teamPlaceAtMost })}
          />
        </>
      )}
      {leaf.is === 'work' && (
        <ManyPart
          label={t('overpass.editor.work')}
          value={leaf.kinds}
          options={WORK_KINDS.map(value => ({ value, label: t(`overpass.say.work.${value}`) }))}
          onChange={kinds => onChange({ ...leaf, kinds })}
        />
      )}
      {named}
      {score}
      {'minHours' in leaf && (
        <NumberPart
          label={word('min_hours')}
          value={leaf.minHours}
          onChange={minHours => onChange({ ...leaf, minHours })}
        />
      )}
      <NumberPart
        label={word('within')}
        value={leaf.withinYears}
        least={1}
        max={50}
        onChange={withinYears => onChange({ ...leaf, withinYears })}
      />
    </div>
  )
}
