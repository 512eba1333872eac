import { Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { today } from '#platform/contract/days.ts'
import { useCommand } from '#platform/web/query.ts'
import { bilingualOrNull } from '#platform/web/typed.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import {
  endRelation,
  enterRelation,
  type Organisation,
  proposeRelation,
  type Relation,
} from '../../contract.ts'
import { AGREED_KINDS, GROUP_WIDE_KINDS } from '../../rules/relations.ts'
import { OrganisationPick } from '../parts/OrganisationPick.tsx'

type Note = { zh?: string; en?: string }

function About() {
  const { t } = useTranslation()
  return (
    <>
      <Field name="startsOn" label={t('members.relation.starts')} required>
        <Input type="date" max={today()} />
      </Field>
      <Field name={['note', 'zh']} label={t('members.relation.note_zh')}>
        <Input maxLength={500} lang="zh" />
      </Field>
      <Field name={['note', 'en']} label={t('members.relation.note_en')}>
        <Input maxLength={1000} lang="en" />
      </Field>
    </>
  )
}

type Proposal = { kind: (typeof AGREED_KINDS)[number]; otherId: string; startsOn: string; note?: Note }

export function ProposeForm({ own, onDone }: { own: Organisation; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const propose = useCommand(proposeRelation)
  return (
    <CommandForm<Proposal>
      initial={{ kind: 'partner_of' }}
      submit={t('members.relation.propose')}
      onSend={({ kind, otherId, startsOn, note }) =>
        propose.run({ body: { kind, otherId, startsOn, note: bilingualOrNull(note) } })
      }
      onDone={() => {
        notice(t('members.relation.proposed'))
        onDone()
      }}
    >
      <p>{t('members.relation.propose_text')}</p>
      <Field name="otherId" label={t('members.network.other_side')} required>
        <OrganisationPick without={own.id} placeholder={t('members.relation.search')} />
      </Field>
      <Field name="kind" label={t('members.relation.kind')} required>
        <Select options={AGREED_KINDS.map(value => ({ value, label: t(`members.relation.${value}`) }))} />
      </Field>
      <About />
    </CommandForm>
  )
}

type Entered = { kind: (typeof GROUP_WIDE_KINDS)[number]; toId: string; startsOn: string; note?: Note }
type EnterProps = { groupId: string; fromId: string; onDone: () => void }

export function EnterRelationForm({ groupId, fromId, onDone }: EnterProps) {
  const { t } = useTranslation()
  const notice = useNotice()
  const enter = useCommand(enterRelation)
  return (
    <CommandForm<Entered>
      initial={{ kind: 'lead_of' }}
      submit={t('members.relation.enter')}
      onSend={({ kind, toId, startsOn, note }) =>
        enter.run({
          params: { id: groupId },
          body: { kind, fromId, toId, startsOn, note: bilingualOrNull(note) },
        })
      }
      onDone={() => {
        notice(t('members.relation.done'))
        onDone()
      }}
    >
      <p>{t('members.relation.enter_text')}</p>
      <Field name="kind" label={t('members.relation.kind')} required>
        <Select options={GROUP_WIDE_KINDS.map(value => ({ value, label: t(`members.relation.${value}`) }))} />
      </Field>
      <Field name="toId" label={t('members.network.other_side')} required>
        <OrganisationPick without={fromId} group={groupId} placeholder={t('members.relation.search')} />
      </Field>
      <About />
    </CommandForm>
  )
}

export function EndRelationForm({ relation, onDone }: { relation: Relation; onDone: () => void }) {
  const { t } = useTranslation()
  const notice = useNotice()
  const end = useCommand(endRelation)
  return (
    <CommandForm<{ day: string }>
      submit={t('members.relation.end')}
      onSend={({ day }) => end.run({ params: { id: relation.id }, body: { day, version: relation.version } })}
      onDone={() => {
        notice(t('members.ended'))
        onDone()
      }}
    >
      <p>{t('members.relation.end_text')}</p>
      <Field name="day" label={t('members.relation.end_day')} required>
        <Input type="date" min={relation.startsOn} max={today()} />
      </Field>
    </CommandForm>
  )
}
