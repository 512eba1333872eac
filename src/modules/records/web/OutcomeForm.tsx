import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { addEvidence, claimOutcome, EVIDENCE_BYTES, EVIDENCE_MOST, recordOutcome } from '../contract.ts'
import { ENDINGS } from '../rules/file-kind.ts'
import { CLAIMABLE, KINDS, type Kind, LEVELS, PRIZES, VISIBILITIES } from '../rules/vocabulary.ts'
import { CompetencyFields } from './CompetencyFields.tsx'

type Values = {
  kind: (typeof CLAIMABLE)[number]
  title: { zh: string; en?: string }
  day: string
  level?: (typeof LEVELS)[number]
  prize?: (typeof PRIZES)[number]
  certificate?: { number?: string; issuer?: string }
  competencies?: { id: string; level: number }[]
  link?: string
  note?: string
  visibility: (typeof VISIBILITIES)[number]
}

/** What a learner claims, or (with a learner given) what the school records. */
export function OutcomeForm({ learnerId, onDone }: { learnerId: string | null; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [form] = Form.useForm<Values>()
  const kind: Kind | undefined = Form.useWatch('kind', form)
  const [files, setFiles] = useState<{ id: string; name: string }[]>([])
  const claim = useCommand(claimOutcome)
  const record = useCommand(recordOutcome)
  const kinds: readonly Kind[] = learnerId ? KINDS.filter(one => one !== 'course_result') : CLAIMABLE
  const send = ({ link, certificate, ...rest }: Values) => {
    const { number, issuer } = certificate ?? {}
    const body = {
      ...rest,
      title: { zh: rest.title.zh, en: rest.title.en || null },
      certificate: rest.kind === 'certificate' ? { number: number ?? '', issuer: issuer ?? '' } : null,
      links: link ? [{ url: link }] : [],
      files: files.map(file => file.id),
      note: rest.note || null,
    }
    return learnerId ? record.run({ params: { id: learnerId }, body }) : claim.run({ body })
  }
  return (
    <CommandForm<Values>
      form={form}
      initial={{ visibility: 'school' }}
      submit={t(learnerId ? 'records.add.send' : 'records.claim.send')}
      onSend={send}
      onDone={() => {
        notice(t(learnerId ? 'records.add.done' : 'records.claim.done'))
        onDone()
      }}
    >
      {!learnerId && <p className="caption">{t('records.claim.text')}</p>}
      <Field name="kind" label={t('records.field.kind')} required>
        <Select options={kinds.map(value => ({ value, label: t(`records.kind.${value}`) }))} />
      </Field>
      <Field name={['title', 'zh']} label={t('records.field.title_zh')} required>
        <Input maxLength={200} lang="zh" />
      </Field>
      <Field name={['title', 'en']} label={t('records.field.title_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
      <Field name="day" label={t('records.field.day')} required>
        <Input type="date" />
      </Field>
      {(kind === 'award' || kind === 'certificate') && (
        <Field name="level" label={t('records.field.level')}>
          <Select
            allowClear
            options={LEVELS.filter(level =>
              kind === 'certificate'
                ? ['junior', 'intermediate', 'senior'].includes(level)
                : !['junior', 'intermediate', 'senior'].includes(level),
            ).map(value => ({ value, label: t(`records.level.${value}`) }))}
          />
        </Field>
      )}
      {kind === 'award' && (
        <Field name="prize" label={t('records.field.prize')}>
          <Select allowClear options={PRIZES.map(value => ({ value, label: t(`records.prize.${value}`) }))} />
        </Field>
      )}
      {kind === 'certificate' && (
        <>
          <Field
            name={['certificate', 'number']}
            label={t('records.field.number')}
            hint={t('records.field.number_hint')}
            required
          >
            <Input maxLength={100} />
          </Field>
          <Field name={['certificate', 'issuer']} label={t('records.field.issuer')} required>
            <Input maxLength={200} />
          </Field>
        </>
      )}
      <CompetencyFields learnerId={learnerId} />
      <EvidenceFiles files={files} onChange={setFiles} />
      <Field name="link" label={t('records.field.link')}>
        <Input type="url" maxLength={500} />
      </Field>
      <Field name="note" label={t('records.field.note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      <Field
        name="visibility"
        label={t('records.field.visibility')}
        hint={t('records.field.visibility_hint')}
      >
        <Select options={VISIBILITIES.map(value => ({ value, label: t(`records.visibility.${value}`) }))} />
      </Field>
    </CommandForm>
  )
}

type Files = { id: string; name: string }[]

function EvidenceFiles({ files, onChange }: { files: Files; onChange: (files: Files) => void }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const add = useCommand(addEvidence)
  const take = async (file: File | null) => {
    if (!file) return
    await add.run({ query: { name: file.name }, upload: file }).then(
      ({ id, name }) => onChange([...files, { id, name }]),
      () => {},
    )
  }
  return (
    <div className="evidence-files">
      {files.length < EVIDENCE_MOST && (
        <FilePick
          label={t('records.field.files')}
          hint={t('records.field.files_hint')}
          types={ENDINGS}
          maxBytes={EVIDENCE_BYTES}
          value={null}
          onPick={file => void take(file)}
        />
      )}
      {add.pending && <p role="status">{t('records.field.uploading')}</p>}
      {add.error !== null && (
        <p role="alert" className="attention">
          {textOf(add.error)}
        </p>
      )}
      <ul className="records-list">
        {files.map(file => (
          <li key={file.id}>
            <span>{file.name}</span>
            <Button type="text" size="small" onClick={() => onChange(files.filter(one => one !== file))}>
              {t('web.file.remove')}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  )
}
