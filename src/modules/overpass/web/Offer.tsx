import { Button, Checkbox, Input } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useNavigate, useSearchParams } from 'react-router'
import type { AnswerOf } from '#platform/contract/endpoint.ts'
import { useFormat } from '#platform/web/format.ts'
import { useLanguage } from '#platform/web/i18n.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { useNotice } from '#platform/web/ui/Notice.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { getOffer, submitClaim } from '../contract.ts'
import { sumCredits } from '../rules/credits.ts'

type Offer = AnswerOf<typeof getOffer>

/** What a bridge would recognise of one's own record, what is missing, and the claim. */
export function OfferSheet({ id }: { id: string }) {
  const { t } = useTranslation()
  const read = useRead(getOffer, { params: { id } })
  return (
    <Loaded read={read}>
      {offer => (
        <>
          <Sheet
            title={t(offer.outcomes.length ? 'overpass.offer.title' : 'overpass.offer.title_none', {
              credits: offer.total,
            })}
            note={offer.before > 0 ? t('overpass.offer.before', { credits: offer.before }) : undefined}
          >
            {offer.outcomes.length ? (
              <ClaimForm key={offer.outcomes.map(one => one.outcomeId).join()} id={id} offer={offer} />
            ) : (
              <Empty title={t('overpass.offer.empty')} text={t('overpass.offer.empty_text')} />
            )}
          </Sheet>
          <Entry offer={offer} />
        </>
      )}
    </Loaded>
  )
}

/** What a step of a way counted on, as its link says it: `outcome:course` after `outcome:course`. */
function useCounted(offer: Offer) {
  const [search, setSearch] = useSearchParams()
  const asked = (search.get('claim') ?? '').split(',')
  const lines = offer.outcomes.flatMap(one =>
    one.courses
      .filter(course => asked.includes(`${one.outcomeId}:${course.courseId}`))
      .map(course => ({ outcomeId: one.outcomeId, courseId: course.courseId })),
  )
  // What has been claimed or has expired since is not on offer any more.
  return { lines: lines.length > 0 ? lines : null, forget: () => setSearch({}, { replace: true }) }
}

function ClaimForm({ id, offer }: { id: string; offer: Offer }) {
  const { lines, forget } = useCounted(offer)
  const counts = (outcomeId: string, courseId: string) =>
    !lines || lines.some(line => line.outcomeId === outcomeId && line.courseId === courseId)
  const outcomes = offer.outcomes.flatMap(one => {
    const courses = one.courses.filter(course => counts(one.outcomeId, course.courseId))
    const credits = sumCredits(courses.map(course => course.credits))
    return courses.length > 0 ? [{ ...one, courses, credits }] : []
  })
  return (
    <ClaimOf
      // Another choice begins anew.
      key={lines ? 'way' : 'all'}
      {...{ id, outcomes, lines, forget }}
    />
  )
}

type ClaimProps = {
  id: string
  outcomes: Offer['outcomes']
  lines: { outcomeId: string; courseId: string }[] | null
  forget: () => void
}

function ClaimOf({ id, outcomes, lines, forget }: ClaimProps) {
  const { t } = useTranslation()
  const { name, day } = useFormat()
  const notice = useNotice()
  const navigate = useNavigate()
  const claim = useCommand(submitClaim, ['overpass.'])
  const [chosen, setChosen] = useState(() => outcomes.map(one => one.outcomeId))
  let made = ''
  const ticked = outcomes.filter(one => chosen.includes(one.outcomeId))
  return (
    <CommandForm<{ note?: string }>
      submit={t('overpass.offer.submit', { credits: sumCredits(ticked.map(one => one.credits)) })}
      blocked={chosen.length === 0 ? t('overpass.offer.choose') : undefined}
      onSend={async ({ note }) => {
        const chosenLines = lines?.filter(line => chosen.includes(line.outcomeId))
        const body = {
          ...{ clauseId: id, outcomeIds: chosen, note: note?.trim() || null },
          ...(chosenLines && { lines: chosenLines }),
        }
        made = (await claim.run({ body })).id
      }}
      onDone={() => {
        notice(t('overpass.offer.done'))
        void navigate(`/claims/${made}`)
      }}
    >
      {lines && (
        <p>
          {t('overpass.offer.from_way')}{' '}
          <Button type="link" size="small" onClick={forget}>
            {t('overpass.offer.all')}
          </Button>
        </p>
      )}
      <Checkbox.Group
        className="overpass-offer"
        value={chosen}
        onChange={values => setChosen(values as string[])}
      >
        {outcomes.map(one => (
          <Checkbox key={one.outcomeId} value={one.outcomeId}>
            <span className="overpass-offered">
              <strong>{name(one.title)}</strong>
              <span className="caption">{day(one.day)}</span>
              {one.courses.map(course => (
                <span key={course.courseId}>
                  {t('overpass.offer.line', { course: name(course.name), count: course.credits })}
                </span>
              ))}
            </span>
          </Checkbox>
        ))}
      </Checkbox.Group>
      <Field name="note" label={t('overpass.offer.note')} hint={t('overpass.offer.note_hint')}>
        <Input.TextArea rows={3} maxLength={2000} />
      </Field>
    </CommandForm>
  )
}

function Entry({ offer: { entry, missing } }: { offer: Offer }) {
  const { t } = useTranslation()
  const { name } = useFormat()
  const language = useLanguage()
  return (
    <>
      {entry.parts.length > 0 && (
        <Sheet title={t(entry.met ? 'overpass.entry.met' : 'overpass.entry.missing')}>
          <ul className="overpass-list">
            {entry.parts.map(part => (
              <li key={part.text.zh}>
                <StatusTag tone={part.met ? 'agreed' : 'act'}>
                  {t(part.met ? 'overpass.entry.yes' : 'overpass.entry.no')}
                </StatusTag>
                <span>
                  {part.text[language]}
                  {part.outcome && <span className="caption"> · {name(part.outcome)}</span>}
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {missing.length > 0 && (
        <Sheet
          title={t('overpass.missing.title', { count: missing.length })}
          note={t('overpass.missing.note')}
        >
          <ul className="overpass-list">
            {missing.map(course => (
              <li key={course.courseId}>
                <span>{name(course.name)}</span>
                <span className="caption">{t('overpass.credits', { count: course.credits })}</span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}
