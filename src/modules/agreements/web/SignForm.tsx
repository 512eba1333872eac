import { Checkbox, Form, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { PAPERS } from '#platform/contract/file-kind.ts'
import { useCommand } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { SCAN_BYTES, signByScan, signVersion } from '../contract/signing.ts'
import type { AgreementVersion } from '../contract/versions.ts'
import { SIGNING_MODES, type SigningMode } from '../rules/vocabulary.ts'

type Values = { mode: SigningMode; read?: boolean; scan?: File | null; signedOn: string }

/** Signs for the viewer's own organisation: here, or by the scan of the stamped paper. */
export function SignForm({ version, onDone }: { version: AgreementVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const sign = useCommand(signVersion, ['information.'])
  const scanned = useCommand(signByScan, ['information.'])
  const textHash = version.textHash ?? ''
  let complete = false
  return (
    <CommandForm<Values>
      unguarded
      initial={{ mode: 'account', signedOn: today() }}
      submit={t('agreements.sign')}
      onSend={async ({ mode, scan, signedOn }) => {
        const params = { id: version.id }
        const answer =
          mode === 'scan' && scan
            ? await scanned.run({ params, query: { name: scan.name, textHash, signedOn }, upload: scan })
            : await sign.run({ params, body: { textHash } })
        complete = answer.complete
      }}
      onDone={() => {
        notice(t(complete ? 'agreements.signed_by_all' : 'agreements.signed_done'))
        onDone()
      }}
    >
      <p>{t('agreements.what_signing_is')}</p>
      <p className="caption text-hash">
        {t('agreements.paper.hash')} <code>{textHash}</code>
      </p>
      <Field name="mode" label={t('agreements.paper.mode')} required>
        <Radio.Group
          options={SIGNING_MODES.map(value => ({ value, label: t(`agreements.mode.${value}`) }))}
        />
      </Field>
      <ScanFields />
      <Field
        name="read"
        label={t('agreements.declaration')}
        valuePropName="checked"
        rules={[
          {
            validator: (_, checked) =>
              checked ? Promise.resolve() : Promise.reject(new Error(t('agreements.declaration_needed'))),
          },
        ]}
      >
        <Checkbox>{t('agreements.declaration_text')}</Checkbox>
      </Field>
    </CommandForm>
  )
}

function ScanFields() {
  const { t } = useTranslation()
  const mode = Form.useWatch<SigningMode | undefined>('mode')
  if (mode !== 'scan') return null
  return (
    <>
      <Field name="scan" label={t('agreements.scan')} required>
        <ScanPick />
      </Field>
      <Field name="signedOn" label={t('agreements.stamped_on')} required>
        <Input type="date" max={today()} />
      </Field>
    </>
  )
}

function ScanPick({ value, onChange }: { value?: File | null; onChange?: (file: File | null) => void }) {
  const { t } = useTranslation()
  return (
    <FilePick
      label={t('agreements.scan_file')}
      hint={t('agreements.scan_hint')}
      types={PAPERS.endings}
      maxBytes={SCAN_BYTES}
      value={value ?? null}
      onPick={file => onChange?.(file)}
    />
  )
}
