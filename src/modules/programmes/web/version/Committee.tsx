import { Button, Select } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { listDirectory, listPeople } from '#modules/members/contract.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, usePaged } from '#platform/web/query.ts'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { inviteReviewer, type PlanVersion, type Reviewer, removeReviewer } from '../../contract/versions.ts'

/** Who reviews the version, for whom, and what each has signed. */
export function Committee({ plan, edits }: { plan: PlanVersion; edits: boolean }) {
  const { t } = useTranslation()
  const [inviting, setInviting] = useState(false)
  return (
    <Sheet
      title={t('programmes.committee.title')}
      note={t('programmes.committee.note')}
      aside={
        edits && (
          <Button size="small" onClick={() => setInviting(true)}>
            {t('programmes.committee.invite')}
          </Button>
        )
      }
    >
      {plan.reviewers.length === 0 && <p className="caption">{t('programmes.committee.empty')}</p>}
      <ul className="line-list">
        {plan.reviewers.map(reviewer => (
          <ReviewerLine key={reviewer.id} reviewer={reviewer} edits={edits} />
        ))}
      </ul>
      {plan.approvedOn && (
        <p className="caption">
          {t('programmes.committee.approved', { name: plan.approvedBy ?? '', day: plan.approvedOn })}
        </p>
      )}
      <SideDrawer open={inviting} title={t('programmes.committee.invite')} onClose={() => setInviting(false)}>
        <InviteForm plan={plan} onDone={() => setInviting(false)} />
      </SideDrawer>
    </Sheet>
  )
}

function ReviewerLine({ reviewer, edits }: { reviewer: Reviewer; edits: boolean }) {
  const { t } = useTranslation()
  const { name, instant } = useFormat()
  const remove = useCommand(removeReviewer)
  const { opinion } = reviewer
  return (
    <li>
      <div>
        {reviewer.name} · {name(reviewer.organisation.name)}
        <p className="caption">
          {t(`programmes.side.${reviewer.side}`)}
          {reviewer.signedAt && ` · ${instant(reviewer.signedAt)}`}
        </p>
        {reviewer.comment && <p className="reviewer-comment">{reviewer.comment}</p>}
      </div>
      <span className="line-list-end">
        {opinion ? (
          <StatusTag tone={opinion === 'agree' ? 'agreed' : 'act'}>
            {t(`programmes.opinion.${opinion}`)}
          </StatusTag>
        ) : (
          <StatusTag tone="uncertain">{t('programmes.plan.not_signed')}</StatusTag>
        )}
        {edits && (
          <Button size="small" type="text" onClick={() => void remove.run({ params: { id: reviewer.id } })}>
            {t('programmes.remove')}
          </Button>
        )}
      </span>
    </li>
  )
}

function InviteForm({ plan, onDone }: { plan: PlanVersion; onDone: () => void }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const [q, setQ] = useState('')
  const invite = useCommand(inviteReviewer)
  const asked = { q: q || undefined, limit: 50 }
  const partners = usePaged(listDirectory, { query: asked }).rows
  const colleagues = usePaged(listPeople, { query: { ...asked, role: 'teacher' } }).rows
  const taken = new Set(plan.reviewers.map(reviewer => reviewer.affiliationId))
  const free = <R extends { id: string }>(rows: R[]) => rows.filter(row => !taken.has(row.id))
  const listed = new Set(partners.map(row => row.id))
  return (
    <CommandForm<{ affiliationId: string }>
      submit={t('programmes.committee.invite')}
      onSend={body => invite.run({ params: { id: plan.id }, body })}
      onDone={onDone}
    >
      <Field
        name="affiliationId"
        label={t('programmes.committee.person')}
        hint={t('programmes.committee.person_hint')}
        required
      >
        <Select
          showSearch={{ filterOption: false, onSearch: setQ }}
          options={[
            {
              label: t('programmes.committee.partners'),
              title: 'partners',
              options: free(partners).map(row => ({
                value: row.id,
                label: `${row.name} · ${name(row.organisation.name)}`,
              })),
            },
            {
              label: t('programmes.committee.colleagues'),
              title: 'colleagues',
              options: free(colleagues)
                .filter(row => !listed.has(row.id))
                .map(row => ({ value: row.id, label: row.name })),
            },
          ]}
        />
      </Field>
    </CommandForm>
  )
}
