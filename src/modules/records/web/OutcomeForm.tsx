import { Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganisationPick } from '#modules/members/web/parts/OrganisationPick.tsx'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { claimOutcome, recordNamed, recordOutcome } from '../contract.ts'
import { CLAIMABLE, CONFERRED, KINDS, type Kind, LEVELS, PRIZES, VISIBILITIES } from '../rules/vocabulary.ts'
import { CompetencyFields } from './CompetencyFields.tsx'
import { EvidenceFiles } from './EvidenceFiles.tsx'

type Values = {
  kind: Kind
  title: { zh: string; en?: string }
  day: string
  level?: (typeof LEVELS)[number]
  prize?: (typeof PRIZES)[number]
  certificate?: { number?: string; issuer?: string }
  competencies?: { id: string; level: number }[]
  score?: number
  hours?: number
  confirmingOrganisationId?: string
  link?: string
  note?: string
  visibility: (typeof VISIBILITIES)[number]
}

/** Of whom it is said: a learner of the school, oneself, or learners who named themselves to the viewer. */
type Whose = { as: 'school'; learnerId: string } | { as: 'claim' } | { as: 'named'; namingIds: string[] }
const KINDS_OF: Record<Whose['as'], readonly Kind[]> = {
  school: KINDS.filter(one => one !== 'course_result'),
  claim: CLAIMABLE,
  named: CONFERRED,
}
const WORDS = {
  school: { send: 'records.add.send', done: 'records.add.done' },
  claim: { send: 'records.claim.send', done: 'records.claim.done' },
  named: { send: 'records.add.send', done: 'records.add.done' },
} as const

/** What a learner claims, what the school records, or what others record of those who named themselves. */
export function OutcomeForm({ whose, onDone }: { whose: Whose; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [form] = Form.useForm<Values>()
  const kind: Kind | undefined = Form.useWatch('kind', form)
  const [files, setFiles] = useState<{ id: string; name: string }[]>([])
  const claim = useCommand(claimOutcome, ['records.'])
  const record = useCommand(recordOutcome)
  const recordMany = useCommand(recordNamed, ['records.', 'information.'])
  const send = ({ link, certificate, score, hours, confirmingOrganisationId, ...rest }: Values) => {
    const { number, issuer } = certificate ?? {}
    const body = {
      ...rest,
      title: { zh: rest.title.zh, en: rest.title.en || null },
      certificate: rest.kind === 'certificate' ? { number: number ?? '', issuer: issuer ?? '' } : null,
      score: score === undefined ? null : { scale: 'percent' as const, value: Number(score) },
      hours: hours === undefined ? null : Number(hours),
      links: link ? [{ url: link }] : [],
      files: files.map(file => file.id),
      note: rest.note || null,
    }
    // The list of kinds offers those that may be said in this way.
    if (whose.as === 'school') return record.run({ params: { id: whose.learnerId }, body })
    if (whose.as === 'named')
      return recordMany.run({
        body: { ...body, kind: body.kind as (typeof CONFERRED)[number], namingIds: whose.namingIds },
      })
    return claim.run({
      body: { ...body, kind: body.kind as (typeof CLAIMABLE)[number], confirmingOrganisationId },
    })
  }
  return (
    <CommandForm<Values>
      form={form}
      initial={{ visibility: 'school' }}
      submit={t(WORDS[whose.as].send)}
      onSend={send}
      onDone={() => {
        notice(t(WORDS[whose.as].done))
        onDone()
      }}
    >
      {whose.as === 'claim' && <p className="caption">{t('records.claim.text')}</p>}
      {whose.as === 'named' && <p className="caption">{t('records.named.form_text')}</p>}
      <Field name="kind" label={t('records.field.kind')} required>
        <Select options={KINDS_OF[whose.as].map(value => ({ value, label: t(`records.kind.${value}`) }))} />
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
      {whose.as === 'named' && kind === 'project_rating' && (
        <Field name="score" label={t('records.named.score')}>
          <Input inputMode="decimal" maxLength={6} />
        </Field>
      )}
      {whose.as !== 'claim' && (kind === 'practice' || kind === 'placement') && (
        <Field name="hours" label={t('records.named.hours')}>
          <Input inputMode="decimal" maxLength={6} />
        </Field>
      )}
      {whose.as === 'claim' && (
        <Field
          name="confirmingOrganisationId"
          label={t('records.asked.organisation')}
          hint={t('records.asked.organisation_hint')}
        >
          <OrganisationPick allowClear />
        </Field>
      )}
      <CompetencyFields learnerId={whose.as === 'school' ? whose.learnerId : null} />
      <EvidenceFiles files={files} onChange={setFiles} />
      <Field name="link" label={t('records.field.link')}>
        <Input type="url" maxLength={500} />
      </Field>
      <Field name="note" label={t('records.field.note')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
      {whose.as !== 'named' && (
        <Field
          name="visibility"
          label={t('records.field.visibility')}
          hint={t('records.field.visibility_hint')}
        >
          <Select options={VISIBILITIES.map(value => ({ value, label: t(`records.visibility.${value}`) }))} />
        </Field>
      )}
    </CommandForm>
  )
}
