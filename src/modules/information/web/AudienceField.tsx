import { Button, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { type AudienceChoice, countReach, listAudiences, type Rule } from '../contract/notices.ts'

type Props = { id?: string; value?: Rule[]; onChange?: (rules: Rule[]) => void }
const keyOf = (one: { scope: string; id: string }) => `${one.scope}:${one.id}`

/** Whom a notice is for: places and roles, and how many people that is today. */
export function AudienceField({ value = [], onChange = () => {} }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const choices = useRead(listAudiences, {})
  if (choices.error) return <ErrorState error={choices.error} onRetry={() => void choices.refetch()} />
  if (!choices.data) return <Skeleton lines={2} />
  const { rows } = choices.data
  const of = (rule: Rule) => rows.find(row => keyOf(row) === keyOf(rule))
  const change = (at: number, rule: Rule) => onChange(value.map((one, i) => (i === at ? rule : one)))
  const fresh = (row: AudienceChoice): Rule => ({ scope: row.scope, id: row.id, roles: [...row.roles] })
  const labelOf = (row: AudienceChoice) =>
    row.scope === 'public'
      ? t('information.notices.audience.public', { group: name(row.name) })
      : name(row.name)
  const left = rows.filter(row => !value.some(rule => keyOf(rule) === keyOf(row)))
  return (
    <div>
      {value.map((rule, at) => (
        <div key={keyOf(rule)} className="audience-rule">
          <Select
            aria-label={t('information.notices.audience.place')}
            value={keyOf(rule)}
            showSearch={{ optionFilterProp: 'label' }}
            options={[of(rule), ...left].flatMap(row =>
              row ? [{ value: keyOf(row), label: labelOf(row) }] : [],
            )}
            onChange={key => {
              const row = rows.find(one => keyOf(one) === key)
              if (row) change(at, fresh(row))
            }}
          />
          {rule.scope === 'public' ? (
            <span className="caption">{t('information.notices.audience.public_note')}</span>
          ) : (
            <Select
              aria-label={t('information.notices.audience.roles')}
              mode="multiple"
              maxTagCount="responsive"
              value={rule.roles}
              options={(of(rule)?.roles ?? rule.roles).map(role => ({
                value: role,
                label: t(`role.${role}`),
              }))}
              onChange={roles => change(at, { ...rule, roles })}
            />
          )}
          <Button type="text" onClick={() => onChange(value.filter((_, i) => i !== at))}>
            {t('information.notices.audience.remove')}
          </Button>
        </div>
      ))}
      {left.length > 0 && value.length < 20 && (
        <Button
          onClick={() => {
            // The public is only ever chosen by name.
            const first = left.find(row => row.scope !== 'public') ?? left[0]
            if (first) onChange([...value, fresh(first)])
          }}
        >
          {t('information.notices.audience.add')}
        </Button>
      )}
      <Reach rules={value} />
    </div>
  )
}

function Reach({ rules }: { rules: Rule[] }) {
  const { t } = useTranslation()
  const audience = rules.filter(rule => rule.roles.length > 0)
  const reach = useRead(countReach, { body: { audience } }, { enabled: audience.length > 0 })
  if (!reach.data || audience.length === 0) return null
  const { people, withoutAccount } = reach.data
  return (
    <p className="caption" role="status">
      {t('information.notices.reach', { people, without: withoutAccount })}
    </p>
  )
}
