import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import type { PlanFramework } from '../../contract/versions.ts'

export type Aim = { competencyId?: string; level: number }
type Props = {
  frameworks: readonly PlanFramework[]
  value?: Aim[]
  onChange?: (aims: Aim[]) => void
}

/** Competencies with the level to which they are taught, or asked for. */
export function AimsField({ frameworks, value = [], onChange = () => {} }: Props) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const taken = new Set(value.map(aim => aim.competencyId))
  const frameworkOf = (id: string | undefined) =>
    frameworks.find(one => one.competencies.some(competency => competency.id === id))
  const levelsOf = (id: string | undefined) => {
    const levels = frameworkOf(id)?.levels ?? { zh: [], en: [] }
    return levels.zh.map((zh, i) => ({
      value: i + 1,
      label: `${i + 1} ${(language === 'en' && levels.en[i]) || zh}`,
    }))
  }
  const change = (at: number, aim: Aim) => onChange(value.map((one, i) => (i === at ? aim : one)))
  return (
    <div className="aims">
      {value.map((aim, at) => (
        <div key={aim.competencyId ?? `new ${at}`} className="aim">
          <Select
            aria-label={t('programmes.plan.competency')}
            value={aim.competencyId}
            showSearch={{ optionFilterProp: 'label' }}
            options={frameworks.map(one => ({
              label: name(one.name),
              title: one.id,
              options: one.competencies
                .filter(({ id }) => id === aim.competencyId || !taken.has(id))
                .map(({ id, code, name: named }) => ({ value: id, label: `${code} ${name(named)}` })),
            }))}
            onChange={competencyId =>
              change(at, { competencyId, level: Math.min(aim.level, levelsOf(competencyId).length) })
            }
          />
          <Select
            aria-label={t('programmes.level_word')}
            value={aim.level}
            options={levelsOf(aim.competencyId)}
            onChange={level => change(at, { ...aim, level })}
          />
          <Button type="text" onClick={() => onChange(value.filter((_, i) => i !== at))}>
            {t('programmes.remove')}
          </Button>
        </div>
      ))}
      {frameworks.length > 0 && value.length < 40 && (
        <Button onClick={() => onChange([...value, { level: 1 }])}>{t('programmes.add_competency')}</Button>
      )}
    </div>
  )
}
