import { Button, Input, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { orNull } from '#platform/web/typed.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import {
  askContact,
  type KeptContact,
  listContacts,
  listKeptContacts,
  listPeople,
  removeContact,
} from '../../contract.ts'
import { keepContacts } from '../../policy.ts'
import { mayBeListed } from '../../rules/roles.ts'
import { ContactList } from './ContactList.tsx'

/** Whom one may turn to at an organisation: those who agreed, and, for its administrators, those who were asked. */
export function Contacts({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const viewer = useViewer()
  const keeps = may(keepContacts, viewer, { organisationId })
  const read = useRead(listContacts, { query: { organisation: organisationId } })
  const [asking, setAsking] = useState<string | null>(null)
  const close = () => setAsking(null)
  return (
    <Sheet
      title={t('members.contact.title')}
      note={
        viewer?.organisationId === organisationId && <Link to="/contacts">{t('members.contact.mine')}</Link>
      }
      aside={
        keeps && (
          <Button size="small" onClick={() => setAsking('open')}>
            {t('members.contact.ask')}
          </Button>
        )
      }
    >
      <Loaded read={read}>
        {({ rows }) =>
          rows.length > 0 ? (
            <ContactList rows={rows} />
          ) : (
            <p className="caption">{t('members.contact.none')}</p>
          )
        }
      </Loaded>
      {keeps && <Asked organisationId={organisationId} />}
      <SideDrawer open={asking !== null} title={t('members.contact.ask')} onClose={close}>
        {asking && <AskForm organisationId={organisationId} onDone={close} />}
      </SideDrawer>
    </Sheet>
  )
}

const TONES = { asked: 'uncertain', agreed: 'agreed' } as const

function Asked({ organisationId }: { organisationId: string }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const confirm = useConfirm()
  const remove = useCommand(removeContact)
  const rows = useRead(listKeptContacts, { params: { id: organisationId } }).data?.rows ?? []
  if (rows.length === 0) return null
  const takeOff = async (row: KeptContact) => {
    const words = {
      title: t('members.contact.remove_title', { name: row.name }),
      text: t('members.contact.remove_text'),
      confirm: t('members.contact.remove'),
    }
    if (await confirm(words)) await remove.run({ params: { id: row.id }, body: { version: row.version } })
  }
  return (
    <details>
      <summary>{t('members.contact.kept')}</summary>
      <ul className="plain-list">
        {rows.map(row => (
          <li key={row.id}>
            <span>
              {row.name} <span className="caption">{name(row.purpose)}</span>
            </span>
            <span className="actions-row">
              <StatusTag tone={row.state in TONES ? TONES[row.state as keyof typeof TONES] : 'quiet'}>
                {t(`members.contact.state.${row.state}`)}
              </StatusTag>
              {row.state in TONES && (
                <Button size="small" onClick={() => void takeOff(row)}>
                  {t(row.state === 'asked' ? 'members.contact.take_back' : 'members.contact.remove')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

type Asking = { affiliationId: string; purpose: { zh: string; en?: string } }

function AskForm({ organisationId, onDone }: { organisationId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [q, setQ] = useState('')
  const ask = useCommand(askContact)
  const people = useRead(listPeople, { query: { q: q.trim() || undefined, limit: 50 } }).data?.rows ?? []
  const staff = people.filter(person => mayBeListed(person.role) && person.claimed)
  let asked = ''
  return (
    <CommandForm<Asking>
      submit={t('members.contact.ask')}
      onSend={({ affiliationId, purpose }) => {
        asked = staff.find(person => person.id === affiliationId)?.name ?? ''
        return ask.run({
          params: { id: organisationId },
          body: { affiliationId, purpose: { zh: purpose.zh, en: orNull(purpose.en) } },
        })
      }}
      onDone={() => {
        notice(t('members.contact.asked_note', { name: asked }))
        onDone()
      }}
    >
      <p>{t('members.contact.ask_text')}</p>
      <Field name="affiliationId" label={t('members.contact.who')} required>
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={staff.map(person => ({
            value: person.id,
            label: `${person.name} · ${t(`role.${person.role}`)}`,
          }))}
        />
      </Field>
      <Field
        name={['purpose', 'zh']}
        label={t('members.contact.purpose_zh')}
        hint={t('members.contact.purpose_hint')}
        required
      >
        <Input maxLength={100} lang="zh" />
      </Field>
      <Field name={['purpose', 'en']} label={t('members.contact.purpose_en')}>
        <Input maxLength={200} lang="en" />
      </Field>
    </CommandForm>
  )
}
