import { Button, Checkbox, Form, Input, Radio } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { OrganisationPick } from '#modules/members/web/parts/OrganisationPick.tsx'
import { daysAfter, today } from '#platform/contract/days.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { createShare, listEntries, listMine } from '../contract.ts'

type Values = { title: string; way: 'link' | 'organisation'; organisationId?: string; endsOn: string }

/** Chooses what to show, to whom and until when; a link is told once. */
export function ShareForm({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const [form] = Form.useForm<Values>()
  const way = Form.useWatch('way', form)
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [link, setLink] = useState<string | null>(null)
  const create = useCommand(createShare)
  if (link) return <Made link={link} onDone={onDone} />
  return (
    <CommandForm<Values>
      form={form}
      initial={{ way: 'link', endsOn: daysAfter(today(), 30) }}
      submit={t('records.share.send')}
      onSend={async ({ title, way, organisationId, endsOn }) => {
        const toOrganisationId = way === 'organisation' ? (organisationId ?? null) : null
        const { token } = await create.run({
          body: { title, outcomeIds: [...chosen], toOrganisationId, endsOn },
        })
        if (token) setLink(`${window.location.origin}/shared/record#${token}`)
        else {
          notice(t('records.share.made'))
          onDone()
        }
      }}
    >
      <Field name="title" label={t('records.share.title')} hint={t('records.share.title_hint')} required>
        <Input maxLength={100} />
      </Field>
      <Choice chosen={chosen} onChange={setChosen} />
      <Field name="way" label={t('records.share.way')} required>
        <Radio.Group
          options={[
            { value: 'link', label: t('records.share.by_link') },
            { value: 'organisation', label: t('records.share.to_organisation') },
          ]}
        />
      </Field>
      {way === 'organisation' && (
        <Field
          name="organisationId"
          label={t('records.share.organisation')}
          hint={t('records.asked.minor_hint')}
          required
        >
          <OrganisationPick />
        </Field>
      )}
      <Field name="endsOn" label={t('records.share.ends')} required>
        <Input type="date" />
      </Field>
    </CommandForm>
  )
}

type ChoiceProps = { chosen: readonly string[]; onChange: (ids: readonly string[]) => void }

function Choice({ chosen, onChange }: ChoiceProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const mine = useRead(listMine, {})
  const id = mine.data?.own[0]?.id ?? ''
  const rows = usePaged(listEntries, { params: { id }, query: { limit: 100 } }, { enabled: id !== '' })
  const all = rows.rows.filter(entry => entry.state === 'confirmed')
  const toggle = (id: string) =>
    onChange(chosen.includes(id) ? chosen.filter(one => one !== id) : [...chosen, id])
  return (
    <>
      <p className="file-label">
        {t('records.share.choose', { count: chosen.length })}{' '}
        <Button size="small" type="text" onClick={() => onChange(all.map(entry => entry.id))}>
          {t('records.share.all')}
        </Button>
      </p>
      <fieldset className="share-choice" aria-label={t('records.share.choose', { count: chosen.length })}>
        {all.map(entry => (
          <Checkbox key={entry.id} checked={chosen.includes(entry.id)} onChange={() => toggle(entry.id)}>
            {name(entry.title)}{' '}
            <span className="caption">
              {t(`records.kind.${entry.kind}`)} · {day(entry.day, 'short')}
            </span>
          </Checkbox>
        ))}
        {rows.hasMore && (
          <Button size="small" onClick={rows.more}>
            {t('action.more')}
          </Button>
        )}
      </fieldset>
    </>
  )
}

function Made({ link, onDone }: { link: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const copy = () =>
    navigator.clipboard.writeText(link).then(
      () => notice(t('records.share.copied')),
      () => notice(t('records.share.copy_by_hand')),
    )
  return (
    <>
      <p>{t('records.share.link_text')}</p>
      <p>
        <a className="share-secret" href={link}>
          {link}
        </a>
      </p>
      <div className="form-actions">
        <Button type="primary" onClick={() => void copy()}>
          {t('records.share.copy')}
        </Button>
        <Button onClick={onDone}>{t('action.close')}</Button>
      </div>
    </>
  )
}
