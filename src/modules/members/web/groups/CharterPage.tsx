import { Button, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearchParams } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { today } from '#platform/contract/days.ts'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { addCharter, getCharter } from '../../contract.ts'
import { changeGroup } from '../../policy.ts'
import '../members.css'
import { usePageId } from '#platform/web/page-id.ts'
import { orNull } from '#platform/web/typed.ts'

type Charter = AnswerOf<typeof getCharter>

/** A group's charter as it is in force, and every version there was. */
export default function CharterPage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const groupId = usePageId()
  const [params] = useSearchParams()
  const asked = Number(params.get('number'))
  const number = Number.isInteger(asked) && asked > 0 ? asked : undefined
  const keeps = may(changeGroup, useViewer(), { groupId })
  const read = useRead(getCharter, { params: { id: groupId }, query: { number } })
  const [adding, setAdding] = useState(false)
  return (
    <DetailPage read={read}>
      {charter => ({
        title: t('members.charter.title_of', { group: name(charter.group.name) }),
        trail: [
          { to: '/groups', label: t('members.groups.title') },
          { to: `/groups/${groupId}`, label: name(charter.group.name) },
        ],
        action: keeps && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('members.charter.add')}
          </Button>
        ),
        main: (
          <>
            {charter.shown ? (
              <Text charter={charter} />
            ) : (
              <Empty title={t('members.charter.empty')} text={t('members.charter.empty_text')} />
            )}
            <SideDrawer open={adding} title={t('members.charter.add')} onClose={() => setAdding(false)}>
              {adding && <AddForm groupId={groupId} onDone={() => setAdding(false)} />}
            </SideDrawer>
          </>
        ),
        side: charter.versions.length > 0 && <Versions charter={charter} />,
      })}
    </DetailPage>
  )
}

function stateOf(charter: Charter, number: number) {
  const { inForce } = charter
  if (number === inForce) return 'members.charter.in_force'
  return inForce !== null && number < inForce ? 'members.charter.was' : 'members.charter.not_yet'
}

function Text({ charter }: { charter: Charter }) {
  const { t } = useTranslation()
  const { name, day, language } = useFormat()
  const { shown } = charter
  if (!shown) return null
  return (
    <Sheet
      title={t(stateOf(charter, shown.number), { number: shown.number, day: day(shown.inForceFrom) })}
      note={[t('members.charter.adopted', { day: day(shown.adoptedOn) }), shown.resolution, shown.by]
        .filter(Boolean)
        .join(' · ')}
    >
      {language === 'en' && !shown.text.en && <p className="caption">{t('members.charter.only_zh')}</p>}
      <div className="charter-text kept-lines">{name(shown.text)}</div>
    </Sheet>
  )
}

function Versions({ charter }: { charter: Charter }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  return (
    <Sheet title={t('members.charter.versions')}>
      <ul className="plain-list">
        {charter.versions.map(version => (
          <li key={version.number}>
            <Link
              to={`?number=${version.number}`}
              aria-current={version.number === charter.shown?.number || undefined}
            >
              {t('members.charter.version', { number: version.number })}
            </Link>
            <span className="caption">
              {t('members.charter.adopted', { day: day(version.adoptedOn, 'short') })}
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

type Values = {
  text: { zh: string; en?: string }
  adoptedOn: string
  inForceFrom: string
  resolution?: string
}

function AddForm({ groupId, onDone }: { groupId: string; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const add = useCommand(addCharter)
  return (
    <CommandForm<Values>
      submit={t('members.charter.add')}
      onSend={({ text, adoptedOn, inForceFrom, resolution }) =>
        add.run({
          params: { id: groupId },
          body: {
            ...{ adoptedOn, inForceFrom, resolution: orNull(resolution) },
            text: { zh: text.zh, en: orNull(text.en) },
          },
        })
      }
      onDone={() => {
        notice(t('members.relation.done'))
        onDone()
      }}
    >
      <p>{t('members.charter.add_text')}</p>
      <Field name={['text', 'zh']} label={t('members.charter.text_zh')} required>
        <Input.TextArea rows={10} maxLength={60_000} lang="zh" />
      </Field>
      <Field name={['text', 'en']} label={t('members.charter.text_en')}>
        <Input.TextArea rows={10} maxLength={120_000} lang="en" />
      </Field>
      <Field name="adoptedOn" label={t('members.charter.adopted_on')} required>
        <Input type="date" max={today()} />
      </Field>
      <Field name="inForceFrom" label={t('members.charter.in_force_from')} required>
        <Input type="date" />
      </Field>
      <Field name="resolution" label={t('members.application.resolution')}>
        <Input maxLength={100} />
      </Field>
    </CommandForm>
  )
}
