import { Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { addQualification } from '../contract/practice.ts'
import { LEVELS, type Level } from '../rules/vocabulary.ts'
import { type Files, FilesField } from './FilesField.tsx'

type Values = { level: Level; grantedBy: string; number?: string; grantedOn: string; validUntil?: string }

/** Enters a dual-qualified status with what proves it. */
export function StatusForm({ teacherId, onDone }: { teacherId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const add = useCommand(addQualification)
  const [files, setFiles] = useState<Files>([])
  return (
    <CommandForm<Values>
      submit={t('faculty.status.add')}
      onSend={({ number, validUntil, ...said }) =>
        add.run({
          params: { id: teacherId },
          body: {
            ...said,
            ...{ number: orNull(number), validUntil: orNull(validUntil), files: files.map(({ id }) => id) },
          },
        })
      }
      onDone={() => {
        notice(t('faculty.status.added'))
        onDone()
      }}
    >
      <p>{t('faculty.status.add_text')}</p>
      <Field name="level" label={t('faculty.status.level')} hint={t('faculty.status.note')} required>
        <Radio.Group options={LEVELS.map(value => ({ value, label: t(`faculty.level.${value}`) }))} />
      </Field>
      <Field name="grantedBy" label={t('faculty.status.granted_by')} required>
        <Input maxLength={200} />
      </Field>
      <Field name="number" label={t('faculty.status.number_field')}>
        <Input maxLength={100} />
      </Field>
      <Field name="grantedOn" label={t('faculty.status.granted_on')} required>
        <Input type="date" />
      </Field>
      <Field
        name="validUntil"
        label={t('faculty.status.valid_until')}
        hint={t('faculty.status.valid_until_hint')}
      >
        <Input type="date" />
      </Field>
      <FilesField files={files} onChange={setFiles} />
    </CommandForm>
  )
}
