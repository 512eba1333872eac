import { Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { type ProgrammeGroup, shareCourses } from '../../contract/groups.ts'

type Values = { shared: string[]; chosen: string[] }
type Props = { group: ProgrammeGroup; member: ProgrammeGroup['programmes'][number]; onDone: () => void }

/** Which courses of one programme all share, and which others may choose. */
export function ShareForm({ group, member, onDone }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const share = useCommand(shareCourses)
  const codes = (mode: string) =>
    member.courses.filter(course => course.mode === mode).map(course => course.code)
  const options = member.courses.map(course => ({
    value: course.code,
    label: `${course.code} ${name(course.name)}`,
  }))
  return (
    <CommandForm<Values>
      initial={{ shared: codes('shared'), chosen: codes('chosen') }}
      submit={t('action.save')}
      onSend={({ shared, chosen }) =>
        share.run({
          params: { id: group.id },
          body: {
            ...{ programmeId: member.id, version: group.version },
            courses: [
              ...shared.map(code => ({ code, mode: 'shared' as const })),
              ...chosen
                .filter(code => !shared.includes(code))
                .map(code => ({ code, mode: 'chosen' as const })),
            ],
          },
        })
      }
      onDone={onDone}
    >
      <Field name="shared" label={t('programmes.mode.shared')} hint={t('programmes.groups.shared_hint')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Field>
      <Field name="chosen" label={t('programmes.mode.chosen')} hint={t('programmes.groups.chosen_hint')}>
        <Select mode="multiple" showSearch={{ optionFilterProp: 'label' }} options={options} />
      </Field>
    </CommandForm>
  )
}
