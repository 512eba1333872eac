import { Button, Checkbox, Form, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '#platform/web/i18n.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { bilingualOrNull, orNull } from '#platform/web/typed.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { getGroupSite, type SiteInput, type SiteSettings, saveGroupSite } from '../../contract.ts'
import { pathOf } from '../../rules/addresses.ts'

type Props = { groupId: string; keeps: boolean }

/** Where a group's public site is; its secretariat switches it on and says what stands there. */
export function GroupSiteSheet({ groupId, keeps }: Props) {
  const { t } = useTranslation()
  const language = useLanguage()
  const [open, setOpen] = useState(false)
  const read = useRead(getGroupSite, { params: { id: groupId } })
  if (!read.data) return null
  const { address, settings } = read.data
  if (!address && !keeps) return null
  return (
    <Sheet
      title={t('site.settings.title')}
      aside={
        <StatusTag tone={address ? 'agreed' : 'quiet'}>
          {t(address ? 'site.settings.on' : 'site.settings.off')}
        </StatusTag>
      }
    >
      <div className="stack">
        {address ? (
          <p>
            <a href={pathOf({ kind: 'group', group: address }, language)}>{t('site.settings.open')}</a>
          </p>
        ) : (
          <p className="caption">{t('site.settings.none')}</p>
        )}
        {keeps && (
          <p>
            <Button onClick={() => setOpen(true)}>{t('site.settings.edit')}</Button>
          </p>
        )}
      </div>
      <SideDrawer open={open} title={t('site.settings.title')} onClose={() => setOpen(false)}>
        <SettingsForm
          groupId={groupId}
          settings={settings}
          reread={async () => (await read.refetch()).data?.settings ?? null}
          onDone={() => setOpen(false)}
        />
      </SideDrawer>
    </Sheet>
  )
}

type Values = {
  address?: string
  public?: boolean
  intro?: { zh?: string | null; en?: string | null } | null
  email?: string | null
  phone?: string | null
}
type FormProps = {
  groupId: string
  settings: SiteSettings | null
  reread: () => Promise<SiteSettings | null>
  onDone: () => void
}

function SettingsForm({ groupId, settings, reread, onDone }: FormProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const save = useCommand(saveGroupSite)
  let newest = settings?.version ?? 0
  const send = (values: Values, version: number) =>
    save.run({ params: { id: groupId }, body: { ...bodyOf(values), version } })
  return (
    <CommandForm<Values>
      initial={settings ?? { public: false }}
      submit={t('action.save')}
      onSend={values => send(values, settings?.version ?? 0)}
      current={async () => {
        const theirs = await reread()
        newest = theirs?.version ?? 0
        return theirs ?? {}
      }}
      onOverwrite={values => send(values, newest)}
      onDone={() => {
        notice(t('web.form.saved'))
        onDone()
      }}
    >
      <Form.Item name="public" valuePropName="checked">
        <Checkbox>{t('site.settings.public')}</Checkbox>
      </Form.Item>
      <Field
        name="address"
        label={t('site.settings.address')}
        hint={t('site.settings.address_hint')}
        required
      >
        <Input maxLength={40} disabled={settings?.addressFixed} autoComplete="off" />
      </Field>
      <Field name={['intro', 'zh']} label={t('site.settings.intro_zh')} hint={t('site.settings.intro_hint')}>
        <Input.TextArea rows={6} maxLength={5000} lang="zh" />
      </Field>
      <Field name={['intro', 'en']} label={t('site.settings.intro_en')}>
        <Input.TextArea rows={6} maxLength={5000} lang="en" />
      </Field>
      <Field name="email" label={t('site.settings.email')} hint={t('site.settings.office_hint')}>
        <Input type="email" maxLength={254} />
      </Field>
      <Field name="phone" label={t('site.settings.phone')} hint={t('site.settings.office_hint')}>
        <Input type="tel" maxLength={40} />
      </Field>
    </CommandForm>
  )
}

function bodyOf({ address = '', intro, email, phone, ...values }: Values): Omit<SiteInput, 'version'> {
  return {
    address: address.trim(),
    public: values.public ?? false,
    intro: bilingualOrNull(intro),
    email: orNull(email),
    phone: orNull(phone),
  }
}
