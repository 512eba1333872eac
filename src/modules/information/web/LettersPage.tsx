import { Button, Input, Radio, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useConfirm } from '#platform/web/ui/Confirm.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { PageHeader } from '#platform/web/ui/PageHeader.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Loaded } from '#platform/web/ui/states.tsx'
import {
  createFeed,
  getFeed,
  getLetters,
  LETTER_LANGUAGES,
  type LetterPreferences,
  RHYTHMS,
  revokeFeed,
  setLetters,
} from '../contract/letters.ts'
import './notices.css'

const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: hour, label: `${hour}:00` }))

/** How the platform reaches its reader elsewhere: letters, and a calendar. */
export default function LettersPage() {
  const { t } = useTranslation()
  return (
    <>
      <PageHeader title={t('information.letters.title')} lead={t('information.letters.lead')} />
      <div className="stack">
        <Letters />
        <Feed />
      </div>
    </>
  )
}

function Letters() {
  const { t } = useTranslation()
  const notice = useNotice()
  const read = useRead(getLetters, {})
  const save = useCommand(setLetters)
  return (
    <Sheet title={t('information.letters.mail')}>
      <Loaded read={read}>
        {({ reachable, zone, ...initial }) => (
          <CommandForm<LetterPreferences>
            initial={initial}
            submit={t('action.save')}
            onSend={body => save.run({ body })}
            onDone={() => notice(t('web.form.saved'))}
          >
            {!reachable && <p className="attention">{t('information.letters.unreachable')}</p>}
            <Field name="rhythm" label={t('information.letters.rhythm')}>
              <Radio.Group
                options={RHYTHMS.map(value => ({ value, label: t(`information.letters.rhythm.${value}`) }))}
              />
            </Field>
            <Field name="language" label={t('information.letters.language')}>
              <Radio.Group
                options={LETTER_LANGUAGES.map(value => ({
                  value,
                  label: t(`information.letters.language.${value}`),
                }))}
              />
            </Field>
            <Field
              name="quietFrom"
              label={t('information.letters.quiet_from')}
              hint={t('information.letters.quiet_hint', { zone })}
            >
              <Select options={HOURS} />
            </Field>
            <Field name="quietTo" label={t('information.letters.quiet_to')}>
              <Select options={HOURS} />
            </Field>
          </CommandForm>
        )}
      </Loaded>
    </Sheet>
  )
}

function Feed() {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const confirm = useConfirm()
  const notice = useNotice()
  const textOf = useErrorText()
  const read = useRead(getFeed, {})
  const [create, revoke] = [useCommand(createFeed), useCommand(revokeFeed)]
  const [url, setUrl] = useState('')
  const onCreate = async () => {
    const again = read.data?.createdAt
    const question = { title: t('information.feed.renew.title'), text: t('information.feed.renew.text') }
    if (again && !(await confirm({ ...question, confirm: t('information.feed.renew') }))) return
    await create.run({}).then(
      answer => setUrl(answer.url),
      error => notice(textOf(error)),
    )
  }
  const onRevoke = async () => {
    const question = { title: t('information.feed.revoke.title'), text: t('information.feed.revoke.text') }
    if (!(await confirm({ ...question, confirm: t('information.feed.revoke'), grave: true }))) return
    await revoke.run({}).then(
      () => setUrl(''),
      error => notice(textOf(error)),
    )
  }
  return (
    <Sheet title={t('information.feed.title')} note={t('information.feed.note')}>
      <Loaded read={read} lines={2}>
        {({ createdAt, lastUsedAt }) => (
          <div className="stack">
            {createdAt && (
              <p className="caption">
                {t('information.feed.created', { at: instant(createdAt) })}
                {lastUsedAt && ` · ${t('information.feed.used', { at: instant(lastUsedAt) })}`}
              </p>
            )}
            {url && (
              <div>
                <Input
                  readOnly
                  value={url}
                  aria-label={t('information.feed.address')}
                  onFocus={e => e.target.select()}
                />
                <p className="attention">{t('information.feed.once')}</p>
              </div>
            )}
            <div className="notice-tools">
              <Button loading={create.pending} onClick={() => void onCreate()}>
                {t(createdAt ? 'information.feed.renew' : 'information.feed.create')}
              </Button>
              {createdAt && (
                <Button danger onClick={() => void onRevoke()}>
                  {t('information.feed.revoke')}
                </Button>
              )}
            </div>
          </div>
        )}
      </Loaded>
    </Sheet>
  )
}
