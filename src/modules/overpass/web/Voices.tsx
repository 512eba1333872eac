import { Input, Radio } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { useCommand } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { vote } from '../contract.ts'
import { OPINIONS, type Opinion } from '../rules/decision.ts'
import type { Claim } from './ClaimPage.tsx'

/** What the committee has said so far, and one's own voice while the claim waits. */
export function Voices({ claim }: { claim: Claim }) {
  const { t } = useTranslation()
  const { instant } = useFormat()
  const viewer = useViewer()
  const notice = useNotice()
  const send = useCommand(vote, ['overpass.'])
  const own = claim.voices.find(voice => voice.affiliationId === viewer?.affiliationId)
  return (
    <Sheet
      title={t('overpass.voices.title', { count: claim.voices.length })}
      note={t('overpass.voices.note', { least: claim.votesLeast })}
    >
      <ul className="overpass-list">
        {claim.voices.map(voice => (
          <li key={voice.affiliationId}>
            <strong>{voice.name}</strong>
            <span>{t(`overpass.opinion.${voice.opinion}`)}</span>
            <span className="caption">{instant(voice.at)}</span>
            {voice.comment && <span className="overpass-words">{voice.comment}</span>}
          </li>
        ))}
      </ul>
      {claim.state === 'submitted' && (
        <CommandForm<{ opinion: Opinion; comment?: string | null }>
          key={own?.at ?? 'none'}
          initial={own ? { opinion: own.opinion, comment: own.comment } : { opinion: 'approve' }}
          submit={t(own ? 'overpass.voices.change' : 'overpass.voices.give')}
          onSend={({ opinion, comment }) =>
            send.run({ params: { id: claim.id }, body: { opinion, comment: comment?.trim() || null } })
          }
          onDone={() => notice(t('overpass.voices.given'))}
        >
          <Field name="opinion" label={t('overpass.voices.own')}>
            <Radio.Group
              options={OPINIONS.map(value => ({ value, label: t(`overpass.opinion.${value}`) }))}
            />
          </Field>
          <Field name="comment" label={t('overpass.voices.comment')} hint={t('overpass.voices.comment_hint')}>
            <Input.TextArea rows={2} maxLength={2000} />
          </Field>
        </CommandForm>
      )}
    </Sheet>
  )
}
