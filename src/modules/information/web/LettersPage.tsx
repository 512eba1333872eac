import { Radio, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useCommand, useRead } from '#platform/web/query.ts'
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
import { AddressSheet } from './parts/AddressSheet.tsx'
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
  const read = useRead(getFeed, {})
  const [create, revoke] = [useCommand(createFeed), useCommand(revokeFeed)]
  return (
    <Loaded read={read} lines={2}>
      {feed => (
        <AddressSheet
          title={t('information.feed.title')}
          note={t('information.feed.note')}
          once={t('information.feed.once')}
          feed={feed}
          make={async () => (await create.run({})).url}
          end={() => revoke.run({})}
        />
      )}
    </Loaded>
  )
}
