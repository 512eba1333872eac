import { Button, Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { Link } from 'react-router'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { answerContact, CONTACT_AUDIENCES, listOwnContacts, type OwnContact } from '../../contract.ts'
import '../members.css'
import { orNull } from '#platform/web/typed.ts'

/** Where one's organisations ask to name one as a contact; whether they may is decided here, and can be taken back. */
export default function OwnContactsPage() {
  const { t } = useTranslation()
  const read = useRead(listOwnContacts, {})
  return (
    <>
      <PageHeader title={t('members.contact.mine_title')} lead={t('members.contact.mine_lead')} />
      <Loaded read={read}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('members.contact.mine_empty')} text={t('members.contact.mine_empty_text')} />
          ) : (
            <div className="stack">
              {rows.map(row => (
                <Question key={row.id} contact={row} />
              ))}
            </div>
          )
        }
      </Loaded>
    </>
  )
}

type Values = { audience?: 'members' | 'public'; email?: string | null; phone?: string | null }

function Question({ contact }: { contact: OwnContact }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const { id, state, organisation, answeredAt, version } = contact
  const notice = useNotice()
  const confirm = useConfirm()
  const answer = useCommand(answerContact)
  const nothing = { audience: null, email: null, phone: null, version }
  const say = async (word: 'decline' | 'withdraw') => {
    const words = {
      title: t('members.contact.withdraw_title'),
      text: t('members.contact.withdraw_text'),
      confirm: t('members.contact.withdraw'),
    }
    if (word === 'withdraw' && !(await confirm(words))) return
    await answer.run({ params: { id }, body: { ...nothing, answer: word } })
    notice(t('members.contact.answered'))
  }
  const purpose = name(contact.purpose)
  if (state !== 'asked' && state !== 'agreed')
    return (
      <Sheet title={name(organisation.name)} note={purpose}>
        <StatusTag tone="quiet">{t(`members.contact.state.${state}`)}</StatusTag>
        {answeredAt && <span className="caption"> {instant(answeredAt)}</span>}
      </Sheet>
    )
  const isShown = state === 'agreed'
  return (
    <Sheet
      title={name(organisation.name)}
      note={<Link to={`/organisations/${organisation.id}`}>{t('members.network.open')}</Link>}
      aside={
        <StatusTag tone={isShown ? 'agreed' : 'uncertain'}>{t(`members.contact.state.${state}`)}</StatusTag>
      }
    >
      <CommandForm<Values>
        initial={{
          audience: contact.audience ?? 'members',
          email: isShown ? contact.email : contact.onFile.email,
          phone: isShown ? contact.phone : contact.onFile.phone,
        }}
        submit={t(isShown ? 'members.contact.agree_change' : 'members.contact.agree')}
        onSend={({ audience, email, phone }) =>
          answer.run({
            params: { id },
            body: {
              ...{ answer: 'agree', audience: audience ?? null, version },
              ...{ email: orNull(email), phone: orNull(phone) },
            },
          })
        }
        onDone={() => notice(t('members.contact.answered'))}
        extra={
          <Button onClick={() => void say(isShown ? 'withdraw' : 'decline')}>
            {t(isShown ? 'members.contact.withdraw' : 'members.contact.decline')}
          </Button>
        }
      >
        <p>
          {isShown
            ? t('members.contact.mine_shown', { purpose })
            : t('members.contact.mine_asks', { by: contact.askedBy, purpose })}
        </p>
        <Field name="audience" label={t('members.contact.audience')} required>
          <Radio.Group
            options={CONTACT_AUDIENCES.map(value => ({
              value,
              label: t(`members.contact.audience.${value}`),
            }))}
          />
        </Field>
        <Field name="email" label={t('members.contact.email')} hint={t('members.contact.ways_hint')}>
          <Input type="email" maxLength={254} />
        </Field>
        <Field name="phone" label={t('members.contact.phone')}>
          <Input type="tel" maxLength={40} />
        </Field>
      </CommandForm>
    </Sheet>
  )
}
