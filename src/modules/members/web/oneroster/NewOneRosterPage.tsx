import './oneroster.css'
import { Button, Checkbox, Input } from 'antd'
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate } from 'react-router'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { DataTable } from '#platform/web/ui/DataTable.tsx'
import { FilePick } from '#platform/web/ui/FilePick.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { ErrorState, Skeleton } from '#platform/web/ui/states.tsx'
import { listOneRoster, ONEROSTER_BYTES, uploadOneRoster } from '../../contract.ts'
import { OneRosterState } from './OneRosterState.tsx'

/** Hands in a set; from there on it has a page of its own. */
export default function NewOneRosterPage() {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const navigate = useNavigate()
  const orgId = useId()
  const [file, setFile] = useState<File | null>(null)
  const [org, setOrg] = useState('')
  const [birthDates, setBirthDates] = useState(false)
  const upload = useCommand(uploadOneRoster)
  const send = async () => {
    if (!file) return
    const query = { name: file.name, org: org.trim() || undefined, birthDates: String(birthDates) }
    try {
      const one = await upload.run({ query, upload: file })
      navigate(`/people/import/oneroster/${one.id}`)
    } catch {
      // said below the file
    }
  }
  return (
    <>
      <PageHeader
        title={t('members.oneroster.title')}
        lead={t('members.oneroster.intro')}
        trail={[
          { to: '/people', label: t('members.people.title') },
          { to: '/people/import', label: t('members.import.title') },
        ]}
      />
      <Sheet>
        <FilePick
          label={t('members.oneroster.drop')}
          hint={t('members.oneroster.limit', { size: ONEROSTER_BYTES / 1_048_576 })}
          types={['.zip']}
          maxBytes={ONEROSTER_BYTES}
          value={file}
          onPick={next => {
            upload.reset()
            setFile(next)
          }}
        />
        <div className="oneroster-choices">
          <div>
            <label htmlFor={orgId}>{t('members.oneroster.org')}</label>
            <Input id={orgId} value={org} maxLength={255} onChange={event => setOrg(event.target.value)} />
            <p className="caption">{t('members.oneroster.org_help')}</p>
          </div>
          <div>
            <Checkbox checked={birthDates} onChange={event => setBirthDates(event.target.checked)}>
              {t('members.oneroster.birth_dates')}
            </Checkbox>
            <p className="caption">{t('members.oneroster.birth_dates_help')}</p>
          </div>
        </div>
        {upload.error !== null && (
          <p role="alert" className="attention">
            {textOf(upload.error)}
          </p>
        )}
        <Button type="primary" disabled={!file} loading={upload.pending} onClick={() => void send()}>
          {t('members.oneroster.preview')}
        </Button>
      </Sheet>
      <div className="oneroster-earlier">
        <Earlier />
      </div>
    </>
  )
}

/** What has been handed in before, newest first. */
function Earlier() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const list = usePaged(listOneRoster, {})
  return (
    <Sheet title={t('members.oneroster.history')}>
      {list.error && list.rows.length === 0 ? (
        <ErrorState error={list.error} onRetry={list.retry} />
      ) : list.isLoading ? (
        <Skeleton lines={3} />
      ) : list.rows.length === 0 ? (
        <p className="caption">{t('members.oneroster.no_history')}</p>
      ) : (
        <DataTable
          label={t('members.oneroster.history')}
          rows={list.rows}
          rowKey={row => row.id}
          rowLink={row => `/people/import/oneroster/${row.id}`}
          columns={[
            { key: 'file', title: t('members.oneroster.file'), render: row => row.fileName },
            {
              key: 'state',
              title: t('members.import.state'),
              render: row => <OneRosterState state={row.state} />,
            },
            { key: 'by', title: t('members.import.by'), wideOnly: true, render: row => row.by },
            {
              key: 'when',
              title: t('members.import.when'),
              align: 'end',
              render: row => instant(row.createdAt),
            },
          ]}
        />
      )}
      {list.hasMore && (
        <Button onClick={list.more} loading={list.isLoadingMore}>
          {t('action.more')}
        </Button>
      )}
    </Sheet>
  )
}
