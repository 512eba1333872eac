import { Checkbox, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import type { PlaceOnMap, readMap } from '../../contract/planner.ts'
import { PROGRAMME_LEVELS } from '../../rules/bridge.ts'
import type { Asked } from './asked.ts'
import { WhatIfs } from './WhatIfs.tsx'

const YEARS = ['1', '2', '3', '5', '7', '10']
const YUAN = ['0', '10000', '30000', '60000', '100000']

type Props = {
  map: AnswerOf<typeof readMap>
  asked: Asked
  onChange: (change: Partial<Asked>) => void
}

/** Goal, where to begin, what is supposed and what one wants to keep to. */
export function QuestionForm({ map, asked, onChange }: Props) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  const label = (place: PlaceOnMap) => `${name(place.name)} · ${name(place.organisation.name)}`
  const sorted = (kind: PlaceOnMap['kind']) =>
    map.places
      .filter(place => place.kind === kind)
      .map(place => ({ value: `place:${place.id}`, label: label(place) }))
      .sort((a, b) => a.label.localeCompare(b.label))
  const regions = [
    ...new Map(map.places.flatMap(({ region }) => (region ? [[region.zh, region] as const] : []))),
  ]
  const levels = PROGRAMME_LEVELS.map(level => ({
    value: `level:${level}`,
    label: t('overpass.plan.any_of_level', { level: t(`programmes.level.${level}`) }),
  }))
  return (
    <Sheet title={t('overpass.plan.question')}>
      <div className="plan-form">
        <div>
          <span>{t('overpass.plan.goal')}</span>
          <Select
            aria-label={t('overpass.plan.goal')}
            value={asked.goal || null}
            placeholder={t('overpass.plan.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            options={[
              {
                label: t('overpass.plan.goal_open'),
                options: [{ value: 'credit', label: t('overpass.plan.goal_credit') }],
              },
              { label: t('overpass.plan.goal_level'), options: levels },
              { label: t('overpass.plan.goal_work'), options: sorted('occupation') },
              { label: t('overpass.plan.goal_programme'), options: sorted('programme') },
            ].filter(group => group.options.length > 0)}
            onChange={goal => onChange({ goal: goal ?? '' })}
          />
        </div>
        <div>
          <span>{t('overpass.plan.from')}</span>
          <Select
            allowClear
            aria-label={t('overpass.plan.from')}
            value={asked.from ? `place:${asked.from}` : null}
            placeholder={t(map.here.length > 0 ? 'overpass.plan.from_mine' : 'overpass.plan.choose')}
            showSearch={{ optionFilterProp: 'label' }}
            options={sorted('programme')}
            onChange={from => onChange({ from: from ? from.slice('place:'.length) : '' })}
          />
        </div>
        <div>
          <span>{t('overpass.plan.max_years')}</span>
          <Select
            allowClear
            aria-label={t('overpass.plan.max_years')}
            value={asked.maxYears || null}
            placeholder={t('overpass.plan.no_limit')}
            options={YEARS.map(years => ({
              value: years,
              label: t('overpass.plan.years', { years, count: Number(years) }),
            }))}
            onChange={maxYears => onChange({ maxYears: maxYears ?? '' })}
          />
        </div>
        <div>
          <span>{t('overpass.plan.max_yuan')}</span>
          <Select
            allowClear
            aria-label={t('overpass.plan.max_yuan')}
            value={asked.maxYuan || null}
            placeholder={t('overpass.plan.no_limit')}
            options={YUAN.map(yuan => ({
              value: yuan,
              label:
                yuan === '0'
                  ? t('overpass.plan.no_fee')
                  : t('overpass.plan.yuan', { yuan: number(Number(yuan)) }),
            }))}
            onChange={maxYuan => onChange({ maxYuan: maxYuan ?? '' })}
          />
        </div>
        {regions.length > 1 && (
          <div>
            <span>{t('overpass.plan.region')}</span>
            <Select
              allowClear
              aria-label={t('overpass.plan.region')}
              value={asked.region || null}
              placeholder={t('overpass.plan.anywhere')}
              options={regions.map(([value, region]) => ({ value, label: name(region) }))}
              onChange={region => onChange({ region: region ?? '' })}
            />
          </div>
        )}
        <Checkbox checked={asked.binding} onChange={event => onChange({ binding: event.target.checked })}>
          {t('overpass.plan.binding_only')}
        </Checkbox>
        <Checkbox checked={asked.partTime} onChange={event => onChange({ partTime: event.target.checked })}>
          {t('overpass.plan.part_time_only')}
        </Checkbox>
      </div>
      <WhatIfs list={asked.whatIf} onChange={whatIf => onChange({ whatIf })} />
    </Sheet>
  )
}
