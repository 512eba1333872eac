import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  type AskedStudent,
  addConsentScan,
  enterPaper,
  FAMILY_DOCUMENT_BYTES,
  FAMILY_DOCUMENT_TYPES,
} from '../../contract.ts'

type Values = { guardianshipId: string; answer: 'given' | 'refused'; day: string }
const STUDENT = 'student'

/** Enters an answer that somebody gave on paper, with its scan. */
export function EnterPaperForm({ asked, onDone }: { asked: AskedStudent; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [file, setFile] = useState<File | null>(null)
  const scan = useCommand(addConsentScan)
  const enter = useCommand(enterPaper, ['information.'])
  const params = { id: asked.id }
  const send = async ({ guardianshipId, answer, day }: Values) => {
    const kept = file && (await scan.run({ params, query: { name: file.name }, upload: file }))
    await enter.run({
      params,
      body: {
        guardianshipId: guardianshipId === STUDENT ? null : guardianshipId,
        // Without a file the server says what is missing, at its place.
        ...{ answer, day, documentId: kept?.id ?? asked.id },
      },
    })
  }
  return (
    <CommandForm<Values>
      initial={{ answer: 'given' }}
      submit={t('members.request.enter_paper')}
      onSend={send}
      onDone={() => {
        notice(t('members.membership.done'))
        onDone()
      }}
    >
      <Field name="guardianshipId" label={t('members.request.signed_by')} required>
        <Select
          options={asked.signers
            .filter(one => one.open)
            .map(one => ({ value: one.guardianshipId ?? STUDENT, label: one.name }))}
        />
      </Field>
      <Field name="answer" label={t('members.consent.column.answer')} required>
        <Radio.Group
          options={(['given', 'refused'] as const).map(value => ({
            value,
            label: t(`members.consent.answer.${value}`),
          }))}
        />
      </Field>
      <Field name="day" label={t('members.request.signed_on')} required>
        <Input type="date" />
      </Field>
      <FilePick
        label={t('members.consent.scan')}
        hint={t('members.consent.scan_hint')}
        types={FAMILY_DOCUMENT_TYPES}
        maxBytes={FAMILY_DOCUMENT_BYTES}
        value={file}
        onPick={setFile}
      />
    </CommandForm>
  )
}
