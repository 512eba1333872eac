import { Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
import { orNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { inviteGuardian, listPeople, RELATIONS } from '../../contract.ts'

type Relation = (typeof RELATIONS)[number]
type Values = {
  relation: Relation
  guardian?: { name?: string; phone?: string; email?: string; id?: string }
}

/** Proposes a guardian: somebody new, or one whom the school has as another child's. */
export function InviteGuardianForm({ studentId, onDone }: { studentId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const invite = useCommand(inviteGuardian, ['information.'])
  const [kind, setKind] = useState<'new' | 'known'>('new')
  const send = ({ relation, guardian = {} }: Values) =>
    invite.run({
      params: { id: studentId },
      body: {
        relation,
        guardian:
          kind === 'known'
            ? { kind, id: guardian.id ?? '' }
            : {
                kind,
                name: guardian.name ?? '',
                phone: orNull(guardian.phone),
                email: orNull(guardian.email),
              },
      },
    })
  return (
    <CommandForm<Values>
      submit={t('members.guardian.invite_send')}
      onSend={send}
      onDone={() => {
        notice(t('members.guardian.invited'))
        onDone()
      }}
    >
      <p>{t('members.guardian.invite_text')}</p>
      <Radio.Group
        className="choice"
        aria-label={t('members.guardian.who')}
        value={kind}
        onChange={event => setKind(event.target.value)}
        options={[
          { value: 'new', label: t('members.guardian.new') },
          { value: 'known', label: t('members.guardian.known') },
        ]}
      />
      <Field name="relation" label={t('members.guardian.relation')} required>
        <Select options={RELATIONS.map(value => ({ value, label: t(`members.relation.${value}`) }))} />
      </Field>
      {kind === 'new' ? (
        <>
          <Field name={['guardian', 'name']} label={t('members.field.person')} required>
            <Input maxLength={100} autoComplete="off" />
          </Field>
          <Field name={['guardian', 'phone']} label={t('members.field.phone')}>
            <Input type="tel" maxLength={40} autoComplete="off" />
          </Field>
          <Field
            name={['guardian', 'email']}
            label={t('members.field.email')}
            hint={t('members.guardian.contact_hint')}
          >
            <Input type="email" maxLength={254} autoComplete="off" />
          </Field>
        </>
      ) : (
        <KnownGuardian />
      )}
    </CommandForm>
  )
}

/** Finds a guardian of the school by name. */
function KnownGuardian() {
  const { t } = useTranslation()
  const [q, setQ] = useState('')
  const found = useRead(listPeople, { query: { role: 'guardian', q: q || undefined, limit: 20 } })
  return (
    <Field name={['guardian', 'id']} label={t('members.guardian.known')} required>
      <Select
        showSearch={{ filterOption: false, onSearch: setQ }}
        notFoundContent={t('members.guardian.none_found')}
        options={(found.data?.rows ?? []).map(row => ({ value: row.id, label: row.name }))}
      />
    </Field>
  )
}
