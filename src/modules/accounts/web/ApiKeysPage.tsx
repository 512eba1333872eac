import { Button } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { type Column, DataTable } from '#platform/web/ui/DataTable.tsx'
import { Dialog } from '#platform/web/ui/Dialog.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag, type Tone } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { type ApiKey, type createApiKey, listApiKeys, revokeApiKey } from '../contract/api-keys.ts'
import { CodeShown } from './CodeShown.tsx'
import { NewKeyForm } from './NewKeyForm.tsx'

const TONE: Record<ApiKey['state'], Tone> = { valid: 'agreed', expired: 'quiet', revoked: 'act' }

export default function ApiKeysPage() {
  const { t } = useTranslation()
  const { instant, distance } = useFormat()
  const confirm = useConfirm()
  const read = useRead(listApiKeys, {})
  const revoke = useCommand(revokeApiKey)
  const [open, setOpen] = useState(false)
  const [made, setMade] = useState<AnswerOf<typeof createApiKey> | null>(null)
  const close = () => {
    setOpen(false)
    setMade(null)
  }
  const onRevoke = async (key: ApiKey) => {
    const yes = await confirm({
      title: t('accounts.keys.revoke_title', { name: key.name }),
      text: t('accounts.keys.revoke_text'),
      confirm: t('accounts.keys.revoke'),
      grave: true,
    })
    if (yes) await revoke.run({ params: { id: key.id } })
  }
  const columns: Column<ApiKey>[] = [
    { key: 'name', title: t('accounts.keys.name'), render: key => key.name },
    { key: 'hint', title: t('accounts.keys.begins'), render: key => `${key.hint}…`, wideOnly: true },
    {
      key: 'scopes',
      title: t('accounts.keys.scopes'),
      render: key => key.scopes.map(scope => t(`accounts.scope.${scope}`)).join(t('accounts.keys.and')),
    },
    { key: 'by', title: t('accounts.keys.created_by'), render: key => key.createdBy, wideOnly: true },
    {
      key: 'used',
      title: t('accounts.keys.last_used'),
      render: key => (key.lastUsedAt ? distance(key.lastUsedAt) : t('accounts.keys.never')),
    },
    { key: 'until', title: t('accounts.keys.until'), render: key => instant(key.expiresAt), wideOnly: true },
    {
      key: 'state',
      title: t('accounts.keys.state'),
      render: key => <StatusTag tone={TONE[key.state]}>{t(`accounts.keys.${key.state}`)}</StatusTag>,
    },
  ]
  const create = (
    <Button type="primary" onClick={() => setOpen(true)}>
      {t('accounts.keys.create')}
    </Button>
  )
  return (
    <>
      <PageHeader title={t('accounts.keys.heading')} lead={t('accounts.keys.lead')} action={create} />
      <Sheet>
        <Loaded read={read} lines={6}>
          {({ rows }) =>
            rows.length === 0 ? (
              <Empty title={t('accounts.keys.empty')} text={t('accounts.keys.empty_text')} />
            ) : (
              <DataTable
                label={t('accounts.keys.title')}
                columns={columns}
                rows={rows}
                rowKey={key => key.id}
                rowAction={key =>
                  key.state === 'valid' && (
                    <button type="button" className="link-button" onClick={() => void onRevoke(key)}>
                      {t('accounts.keys.revoke')}
                    </button>
                  )
                }
              />
            )
          }
        </Loaded>
      </Sheet>
      <Dialog open={open} title={t('accounts.keys.create')} onClose={close}>
        {made ? (
          <CodeShown
            text={t('accounts.keys.made')}
            code={made.key}
            expiresAt={made.expiresAt}
            onDone={close}
          />
        ) : (
          <NewKeyForm onMade={setMade} onCancel={close} />
        )}
      </Dialog>
    </>
  )
}
