import { Button, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { listClasses } from '#modules/members/contract.ts'
import { may } from '#platform/contract/access.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { enrol, receiveDocuments } from '../../contract.ts'
import { enrol as enrolPermission } from '../../policy.ts'
import type { Admission } from './AdmissionPage.tsx'

/** The school notes that the documents are in, or takes that back. */
export function PapersAction({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const textOf = useErrorText()
  const receive = useCommand(receiveDocuments, ['overpass.'])
  if (one.documents.length === 0) return null
  const run = () =>
    receive.run({ params: { id: one.id }, body: { received: !one.documentsIn, version: one.version } }).then(
      () => notice(t('overpass.admission.received')),
      error => notice(textOf(error)),
    )
  return (
    <Button loading={receive.pending} onClick={() => void run()}>
      {t(one.documentsIn ? 'overpass.admission.unreceive' : 'overpass.admission.receive')}
    </Button>
  )
}

type Values = { number: string; classId?: string }

/** Enrols whoever has accepted, under a number of the school's own. */
export function EnrolSheet({ one }: { one: Admission }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const viewer = useViewer()
  const send = useCommand(enrol, ['overpass.', 'members.', 'information.'])
  const allowed = may(enrolPermission, viewer, one)
  const classes = useRead(listClasses, { query: { state: 'active' } }, { enabled: allowed }).data?.rows ?? []
  if (!allowed) return null
  return (
    <Sheet title={t('overpass.admission.enrol')} note={t('overpass.admission.enrol_text')}>
      <CommandForm<Values>
        submit={t('overpass.admission.enrol')}
        onSend={({ number, classId }) =>
          send.run({
            params: { id: one.id },
            body: { number, classId: classId ?? null, version: one.version },
          })
        }
        onDone={() => notice(t('overpass.admission.enrolled'))}
      >
        <Field name="number" label={t('overpass.admission.number')} required>
          <Input maxLength={40} />
        </Field>
        <Field name="classId" label={t('overpass.admission.class')}>
          <Select
            allowClear
            showSearch={{ optionFilterProp: 'label' }}
            options={classes.map(row => ({ value: row.id, label: row.name }))}
          />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
