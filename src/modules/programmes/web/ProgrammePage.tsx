import { Button, InputNumber, Select } from 'antd'
import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useNavigate } from 'react-router'
import { may } from '#platform/contract/access.ts'
import { useFormat } from '#platform/web/format.ts'
import { useCommand, useRead } from '#platform/web/query.ts'
import { useViewer } from '#platform/web/session.ts'
import { DetailPage } from '#platform/web/ui/DetailPage.tsx'
import { SideDrawer } from '#platform/web/ui/Dialog.tsx'
import { FactList } from '#platform/web/ui/FactList.tsx'
import { Field } from '#platform/web/ui/Field.tsx'
import { CommandForm } from '#platform/web/ui/Form.tsx'
import { Sheet } from '#platform/web/ui/Sheet.tsx'
import { StatusTag } from '#platform/web/ui/StatusTag.tsx'
import { Empty } from '#platform/web/ui/states.tsx'
import { getProgramme, type Programme, type VersionRow } from '../contract/programmes.ts'
import { draftVersion } from '../contract/versions.ts'
import { editProgramme } from '../policy.ts'
import './programmes.css'
import { usePageId } from '#platform/web/page-id.ts'
import { STATE_TONES } from './values.ts'

/** One programme: what it is, which versions there are, and which class learns by which. */
export default function ProgrammePage() {
  const { t } = useTranslation()
  const { name } = useFormat()
  const viewer = useViewer()
  const read = useRead(getProgramme, { params: { id: usePageId() } })
  const [drafting, setDrafting] = useState(false)
  return (
    <DetailPage read={read}>
      {programme => ({
        title: name(programme.name),
        lead: name(programme.organisation.name),
        trail: [{ to: '/programmes', label: t('programmes.title') }],
        action: may(editProgramme, viewer, programme) && (
          <Button type="primary" onClick={() => setDrafting(true)}>
            {t('programmes.draft')}
          </Button>
        ),
        main: (
          <>
            <Versions programme={programme} />
            {programme.classes.length > 0 && <Classes programme={programme} />}
            <SideDrawer open={drafting} title={t('programmes.draft')} onClose={() => setDrafting(false)}>
              <DraftForm programme={programme} />
            </SideDrawer>
          </>
        ),
        side: (
          <>
            <About programme={programme} edits={may(editProgramme, viewer, programme)} />
            <LeadsTo programme={programme} />
          </>
        ),
      })}
    </DetailPage>
  )
}

export function cohortWords(t: TFunction, one: { fromCohort: number; toCohort: number | null }) {
  return one.toCohort
    ? t('programmes.plan.cohorts', { from: one.fromCohort, to: one.toCohort })
    : t('programmes.plan.cohorts_open', { from: one.fromCohort })
}

function Versions({ programme }: { programme: Programme }) {
  const { t } = useTranslation()
  const { day } = useFormat()
  const notes = (version: VersionRow) =>
    [
      cohortWords(t, version),
      t('programmes.courses_count', { count: version.courses }),
      version.inForceOn && t('programmes.since', { day: day(version.inForceOn, 'short') }),
      version.diagnosedIn && t('programmes.diagnosed_in', { year: version.diagnosedIn }),
    ]
      .filter(Boolean)
      .join(' · ')
  return (
    <Sheet title={t('programmes.versions')} note={t('programmes.versions_note')}>
      {programme.versions.length === 0 && (
        <Empty title={t('programmes.no_versions')} text={t('programmes.no_versions_text')} />
      )}
      <ul className="line-list">
        {programme.versions.map((version, i) => (
          <li key={version.id}>
            <div>
              <Link to={`/programme-versions/${version.id}`}>
                {t('programmes.version_number', { number: version.number })}
              </Link>
              <p className="caption">{notes(version)}</p>
            </div>
            <span className="line-list-end">
              {programme.versions[i + 1] && (
                <Link
                  to={`/programme-versions/${version.id}/difference?from=${programme.versions[i + 1]?.id}`}
                >
                  {t('programmes.difference.to_previous')}
                </Link>
              )}
              <StatusTag tone={STATE_TONES[version.state]}>
                {t(`programmes.state.${version.state}`)}
              </StatusTag>
            </span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function Classes({ programme }: { programme: Programme }) {
  const { t } = useTranslation()
  const numbers = new Map(programme.versions.map(version => [version.id, version.number]))
  return (
    <Sheet title={t('programmes.classes')} note={t('programmes.classes_note')}>
      <ul className="line-list">
        {programme.classes.map(one => (
          <li key={one.id}>
            <Link to={`/classes/${one.id}`}>{one.name}</Link>
            {one.versionId ? (
              <span className="caption">
                {t('programmes.version_number', { number: numbers.get(one.versionId) ?? '' })}
              </span>
            ) : (
              <StatusTag tone="act">{t('programmes.class_without')}</StatusTag>
            )}
          </li>
        ))}
      </ul>
    </Sheet>
  )
}

function About({ programme, edits }: { programme: Programme; edits: boolean }) {
  const { t } = useTranslation()
  return (
    <Sheet
      title={t('programmes.about')}
      aside={edits && <Link to={`/programmes/${programme.id}/edit`}>{t('programmes.change')}</Link>}
    >
      <FactList
        facts={[
          { label: t('programmes.plan.level'), value: t(`programmes.level.${programme.level}`) },
          { label: t('programmes.plan.form'), value: t(`programmes.form.${programme.form}`) },
          {
            label: t('programmes.plan.duration'),
            value: t('programmes.plan.months', { count: programme.months }),
          },
          { label: t('programmes.catalogue_code'), value: programme.catalogueCode },
          { label: t('programmes.own_code'), value: programme.code },
        ]}
      />
    </Sheet>
  )
}

function LeadsTo({ programme }: { programme: Programme }) {
  const { t } = useTranslation()
  const { name, number } = useFormat()
  return (
    <>
      {programme.occupations.length > 0 && (
        <Sheet title={t('programmes.plan.occupations')}>
          <ul className="line-list">
            {programme.occupations.map(one => (
              <li key={one.id}>
                <Link to={`/occupations/${one.id}`}>{name(one.name)}</Link>
                <span className="caption figures">
                  {t('programmes.occupations.wanted', { count: one.demand, shown: number(one.demand) })}
                </span>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
      {programme.groups.length > 0 && (
        <Sheet title={t('programmes.groups.title')}>
          <ul className="line-list">
            {programme.groups.map(one => (
              <li key={one.id}>
                <Link to={`/programme-groups/${one.id}`}>{name(one.name)}</Link>
              </li>
            ))}
          </ul>
        </Sheet>
      )}
    </>
  )
}

type Draft = { basedOn: string; fromCohort: number }

function DraftForm({ programme }: { programme: Programme }) {
  const { t } = useTranslation()
  const navigate = useNavigate()
  const draft = useCommand(draftVersion)
  const [newest] = programme.versions
  let made = ''
  return (
    <CommandForm<Draft>
      initial={{
        basedOn: newest?.id,
        fromCohort: Math.max(newest?.fromCohort ?? 0, new Date().getFullYear()) + 1,
      }}
      submit={t('programmes.draft')}
      onSend={async body => {
        made = (await draft.run({ params: { id: programme.id }, body })).id
      }}
      onDone={() => void navigate(`/programme-versions/${made}`)}
    >
      <Field name="basedOn" label={t('programmes.based_on')} hint={t('programmes.based_on_hint')} required>
        <Select
          options={programme.versions.map(version => ({
            value: version.id,
            label: `${t('programmes.version_number', { number: version.number })} · ${t(`programmes.state.${version.state}`)}`,
          }))}
        />
      </Field>
      <Field name="fromCohort" label={t('programmes.from_cohort')} required>
        <InputNumber min={1950} max={2100} precision={0} />
      </Field>
    </CommandForm>
  )
}
