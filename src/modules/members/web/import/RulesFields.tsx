import { Checkbox, Input, Select } from 'antd'
import { useId } from 'react'
import { useTranslation } from 'react-i18next'
import { inAudience } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import { useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { type ImportSettings, listClasses, type OneImport } from '../../contract.ts'
import { listClasses as classesPermission } from '../../policy.ts'

type Props = { roster: OneImport; settings: ImportSettings; onChange: (settings: ImportSettings) => void }

/** Whose roster it is, and whether people whom it lacks are ended, when, and among whom. */
export function RulesFields({ roster, settings, onChange }: Props) {
  const { t } = useTranslation()
  const id = useId()
  const { endMissingOn, scope, role } = settings
  const byClass = inAudience(classesPermission, useViewer()) && role === 'student'
  const classes = useRead(listClasses, {}, { enabled: byClass }).data?.rows ?? []
  const cohorts = [...new Set(classes.flatMap(one => one.cohort ?? []))].sort((a, b) => b - a)
  return (
    <div className="import-rules">
      <div>
        <label htmlFor={`${id}-role`}>{t('members.import.role')}</label>
        <Select
          id={`${id}-role`}
          value={role}
          options={roster.roles.map(value => ({ value, label: t(`members.import.roles.${value}`) }))}
          onChange={next => onChange({ ...settings, role: next, scope: { classIds: [], cohorts: [] } })}
        />
      </div>
      <div className="import-rules-wide">
        <Checkbox
          checked={endMissingOn !== null}
          onChange={event => onChange({ ...settings, endMissingOn: event.target.checked ? today() : null })}
        >
          {t('members.import.end_missing')}
        </Checkbox>
        <p className="caption">{t('members.import.end_missing_hint')}</p>
      </div>
      {endMissingOn !== null && (
        <div>
          <label htmlFor={`${id}-day`}>{t('members.import.ends_on')}</label>
          <Input
            id={`${id}-day`}
            type="date"
            value={endMissingOn}
            onChange={event => onChange({ ...settings, endMissingOn: event.target.value || today() })}
          />
        </div>
      )}
      {endMissingOn !== null && byClass && (
        <>
          <div>
            <label htmlFor={`${id}-classes`}>{t('members.import.scope_classes')}</label>
            <Select
              id={`${id}-classes`}
              mode="multiple"
              optionFilterProp="label"
              placeholder={t('members.import.scope_all')}
              value={scope.classIds}
              options={classes.map(one => ({ value: one.id, label: one.name }))}
              onChange={classIds => onChange({ ...settings, scope: { ...scope, classIds } })}
            />
          </div>
          <div>
            <label htmlFor={`${id}-cohorts`}>{t('members.import.scope_cohorts')}</label>
            <Select
              id={`${id}-cohorts`}
              mode="multiple"
              placeholder={t('members.import.scope_all')}
              value={scope.cohorts}
              options={cohorts.map(value => ({ value, label: String(value) }))}
              onChange={next => onChange({ ...settings, scope: { ...scope, cohorts: next } })}
            />
          </div>
        </>
      )}
    </div>
  )
}
