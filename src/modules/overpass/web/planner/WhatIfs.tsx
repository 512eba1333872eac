import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { CERTIFICATE_LEVELS } from '../../rules/bridge.ts'
import { plainName, WHAT_IFS_MOST, type WhatIf } from '../../rules/planner/what-if.ts'

const AWARDS = ['municipal', 'provincial', 'national'] as const
const SCORES = [60, 70, 80, 90] as const
/** A kind with its degree, as one choice: `certificate:intermediate`. */
const CHOICES = [
  ...CERTIFICATE_LEVELS.map(level => `certificate:${level}` as const),
  ...AWARDS.map(level => `award:${level}` as const),
  ...SCORES.map(score => `test:${score}` as const),
]
type Choice = (typeof CHOICES)[number]

/** "And if I had …": things the learner supposes for this plan. */
export function WhatIfs({
  list,
  onChange,
}: {
  list: readonly WhatIf[]
  onChange: (list: readonly WhatIf[]) => void
}) {
  const { t } = useTranslation()
  const [choice, setChoice] = useState<Choice>('certificate:intermediate')
  const [text, setText] = useState('')
  const words = useWords()
  const add = () => {
    onChange([...list, read(choice, plainName(text))])
    setText('')
  }
  return (
    <fieldset className="plan-ifs">
      <legend>{t('overpass.plan.what_if')}</legend>
      {list.length > 0 && (
        <ul>
          {list.map((each, n) => (
            <li key={`${each.kind}${each.named}${words(each)}`}>
              {words(each)}{' '}
              <Button
                size="small"
                aria-label={t('overpass.plan.what_if_remove', { what: words(each) })}
                onClick={() => onChange(list.filter((_, at) => at !== n))}
              >
                {t('overpass.plan.remove')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      {list.length < WHAT_IFS_MOST && (
        <div className="plan-if">
          <Select<Choice>
            aria-label={t('overpass.plan.what_if_kind')}
            value={choice}
            options={CHOICES.map(value => ({ value, label: words(read(value, '')) }))}
            onChange={setChoice}
          />
          <Input
            aria-label={t('overpass.plan.what_if_name')}
            placeholder={t('overpass.plan.what_if_name')}
            maxLength={80}
            value={text}
            onChange={event => setText(event.target.value)}
            onPressEnter={add}
          />
          <Button onClick={add} disabled={plainName(text) === ''}>
            {t('overpass.plan.add')}
          </Button>
        </div>
      )}
    </fieldset>
  )
}

function read(choice: Choice, named: string): WhatIf {
  const [kind, degree] = choice.split(':')
  if (kind === 'test') return { kind, score: Number(degree), named }
  if (kind === 'award')
    return { kind, level: AWARDS.find(each => each === degree) ?? 'municipal', prize: 'third', named }
  const level = CERTIFICATE_LEVELS.find(each => each === degree) ?? 'junior'
  return { kind: 'certificate', level, named }
}

function useWords() {
  const { t } = useTranslation()
  return (each: WhatIf) => {
    const named = each.named ? t('overpass.plan.named', { named: each.named }) : ''
    if (each.kind === 'test') return t('overpass.plan.if_test', { score: each.score, named })
    return t(`overpass.plan.if_${each.kind}`, { level: t(`overpass.say.rank.${each.level}`), named })
  }
}
