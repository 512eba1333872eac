import { Button, Form, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { addressOf } from '#platform/contract/client.ts'
import { today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Columns, Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { exampleResults, listResultFiles, RESULT_FILE_BYTES, uploadResults } from '../contract.ts'
import { SCALES, type Scale } from '../rules/score.ts'
import './records.css'
import { recentTerms } from './term.ts'

type Values = { term: string; day: string; scale: Scale; most?: string }

/** Hands in a spreadsheet of a term's results; it is looked at before anything is entered. */
export default function ImportPage() {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const [file, setFile] = useState<File | null>(null)
  const [form] = Form.useForm<Values>()
  const scale = Form.useWatch('scale', form)
  const upload = useCommand(uploadResults)
  const terms = recentTerms()
  const send = async ({ term, day, scale, most }: Values) => {
    if (!file) return
    const query = { name: file.name, term, day, scale, most: most ? Number(most) : undefined }
    const { id } = await upload.run({ query, upload: file })
    navigate(`/results/files/${id}`)
  }
  return (
    <>
      <PageHeader
        title={t('records.import.title')}
        lead={t('records.import.lead')}
        trail={[{ to: '/results', label: t('records.results.title') }]}
        action={<a href={addressOf(exampleResults, {})}>{t('records.import.example')}</a>}
      />
      <Columns
        main={
          <Sheet>
            <FilePick
              label={t('records.import.file')}
              hint={t('records.import.file_hint')}
              types={['.xlsx', '.csv']}
              maxBytes={RESULT_FILE_BYTES}
              value={file}
              onPick={setFile}
            />
            <CommandForm<Values>
              form={form}
              unguarded
              initial={{ term: terms[0], day: today(), scale: 'percent' }}
              submit={t('records.import.check')}
              onSend={send}
            >
              <Field name="term" label={t('records.field.term')} required>
                <Select options={terms.map(value => ({ value, label: value }))} />
              </Field>
              <Field name="day" label={t('records.field.exam_day')} required>
                <Input type="date" />
              </Field>
              <Field name="scale" label={t('records.field.scale')} required>
                <Select options={SCALES.map(value => ({ value, label: t(`records.scale.${value}`) }))} />
              </Field>
              {scale === 'points' && (
                <Field name="most" label={t('records.field.most')} required>
                  <Input inputMode="decimal" maxLength={8} />
                </Field>
              )}
              {!file && <p className="caption">{t('records.import.pick_first')}</p>}
            </CommandForm>
          </Sheet>
        }
        side={<Former />}
      />
    </>
  )
}

function Former() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const rows = usePaged(listResultFiles, {})
  return (
    <Sheet title={t('records.import.former')}>
      {rows.rows.length === 0 ? (
        <p className="caption">{t('records.import.none')}</p>
      ) : (
        <DataTable
          label={t('records.import.former')}
          columns={[
            {
              key: 'name',
              title: t('records.import.file'),
              render: row => (
                <>
                  {row.name}
                  {row.forgottenAt && (
                    <span className="caption result-file-end">
                      {t('records.import.forgotten', { at: instant(row.forgottenAt) })}
                    </span>
                  )}
                </>
              ),
            },
            {
              key: 'at',
              title: t('records.import.when'),
              render: row => instant(row.createdAt),
              wideOnly: true,
            },
            {
              ...{ key: 'state', title: t('records.field.state') },
              render: row => (
                <StatusTag tone={row.state === 'applied' ? 'agreed' : row.counts.bad ? 'act' : 'uncertain'}>
                  {t(`records.import.state.${row.state}`)}
                </StatusTag>
              ),
            },
          ]}
          rows={rows.rows}
          rowKey={row => row.id}
          rowLink={row => `/results/files/${row.id}`}
        />
      )}
      {rows.hasMore && <Button onClick={rows.more}>{t('action.more')}</Button>}
      <p>
        <Link to="/results/sheets">{t('records.sheets.title')}</Link>
      </p>
    </Sheet>
  )
}
