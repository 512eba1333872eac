import { Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FoundPick } from '#platform/web/ui/FoundPick.tsx'
import { listHosts, type Stay, type StayInput } from '../contract/stays.ts'
import './faculty.css'
import { type Files, FilesField } from './FilesField.tsx'

export type StayValues = {
  where: 'member' | 'outside'
  hostId?: string
  hostName?: string
  from?: string
  until?: string
  tasks?: string
  output?: string
  courseChange?: string
  proofUrl?: string
}

export const toInput = (values: StayValues, files: Files): StayInput => ({
  hostId: values.where === 'member' ? (values.hostId ?? null) : null,
  hostName: values.where === 'outside' ? orNull(values.hostName) : null,
  ...{ from: values.from ?? '', until: values.until ?? '', tasks: values.tasks ?? '' },
  ...{ output: values.output ?? '', courseChange: values.courseChange ?? '' },
  ...{ proofUrl: orNull(values.proofUrl), files: files.map(({ id }) => id) },
})

export const toValues = (stay: Stay): StayValues => ({
  ...(stay.host.id === null
    ? { where: 'outside', hostName: stay.host.name.zh }
    : { where: 'member', hostId: stay.host.id }),
  ...{ from: stay.from, until: stay.until, tasks: stay.tasks, output: stay.output },
  ...{ courseChange: stay.courseChange, proofUrl: stay.proofUrl ?? undefined },
})

type Props = {
  files: Files
  onFiles: (files: Files) => void
  /** The host that was said before. */
  host?: Stay['host'] | undefined
  /** It stays that one: what is said is a correction. */
  fixed?: boolean
}

/** All of a stay: where, when, what was done, and what proves it. */
export function StayFields({ files, onFiles, host, fixed }: Props) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const where: StayValues['where'] | undefined = Form.useWatch('where')
  return (
    <>
      {host && fixed ? (
        <>
          <p className="faculty-fixed">{t('faculty.field.fixed', { host: name(host.name) })}</p>
          <Kept />
        </>
      ) : (
        <>
          <Field name="where" label={t('faculty.field.where')} required>
            <Radio.Group
              options={(['member', 'outside'] as const).map(value => ({
                ...{ value, label: t(`faculty.field.${value}`) },
              }))}
            />
          </Field>
          {where === 'outside' ? (
            <Field
              name="hostName"
              label={t('faculty.field.host_name')}
              hint={t('faculty.field.host_name_hint')}
              required
            >
              <Input maxLength={200} />
            </Field>
          ) : (
            <Field name="hostId" label={t('faculty.field.host')} hint={t('faculty.field.host_hint')} required>
              <HostPick host={host} />
            </Field>
          )}
        </>
      )}
      <div className="faculty-pair">
        <Field name="from" label={t('faculty.field.from')} required>
          <Input type="date" />
        </Field>
        <Field name="until" label={t('faculty.field.until')} required>
          <Input type="date" />
        </Field>
      </div>
      <Field name="tasks" label={t('faculty.field.tasks')} hint={t('faculty.field.tasks_hint')} required>
        <Input.TextArea rows={4} maxLength={2000} />
      </Field>
      <Field name="output" label={t('faculty.field.output')} hint={t('faculty.field.output_hint')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field
        name="courseChange"
        label={t('faculty.field.course_change')}
        hint={t('faculty.field.course_change_hint')}
      >
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field name="proofUrl" label={t('faculty.field.proof_url')}>
        <Input type="url" maxLength={500} />
      </Field>
      <FilesField files={files} onChange={onFiles} />
    </>
  )
}

/** The host of what is corrected goes along unseen: a correction is of the same host. */
function Kept() {
  return (
    <>
      {(['where', 'hostId', 'hostName'] as const).map(key => (
        <Form.Item key={key} name={key} hidden noStyle>
          <Input />
        </Form.Item>
      ))}
    </>
  )
}

type PickProps = { id?: string; value?: string; onChange?: (id: string | undefined) => void }

/** A member at which teachers practise, found by its name. */
function HostPick({ host, ...pick }: PickProps & { host: Stay['host'] | undefined }) {
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const rows =
    useRead(listHosts, { query: { q: q.trim() || undefined } }, { keepPrevious: true }).data?.rows ?? []
  return (
    <FoundPick
      {...pick}
      found={rows.map(row => ({ value: row.id, label: name(row.name) }))}
      onSearch={setQ}
      known={host?.id ? { value: host.id, label: name(host.name) } : undefined}
    />
  )
}
