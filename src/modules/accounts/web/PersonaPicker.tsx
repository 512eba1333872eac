import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { api } from '#platform/web/api.ts'
import { useErrorText } from '#platform/web/errors.ts'
import { useFormat } from '#platform/web/format.ts'
import { useRead } from '#platform/web/query.ts'
import { Empty, Loaded } from '#platform/web/ui/states.tsx'
import { listPersonas, type Persona, signInAsPersona } from '../contract/personas.ts'

const GROUPS = [
  { key: 'learning', roles: ['student', 'guardian', 'resident'] },
  { key: 'teaching', roles: ['teacher', 'mentor', 'expert'] },
  { key: 'leading', roles: ['school_admin', 'company_hr', 'association_staff'] },
  { key: 'group', roles: ['secretariat', 'authority_observer'] },
] as const

/** The demo group's people, by what they show of the platform. */
export default function PersonaPicker({ onIn }: { onIn: () => Promise<void> }) {
  const { t } = useTranslation()
  const textOf = useErrorText()
  const read = useRead(listPersonas, {})
  const [problem, setProblem] = useState('')
  const choose = async ({ affiliationId }: Persona) => {
    setProblem('')
    try {
      await api(signInAsPersona, { body: { affiliationId } })
      await onIn()
    } catch (error) {
      setProblem(textOf(error))
    }
  }
  return (
    <div className="personas">
      <p role="alert" className="form-problem">
        {problem}
      </p>
      <Loaded read={read} lines={8}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty title={t('accounts.personas.none')} text={t('accounts.personas.none_text')} />
          ) : (
            GROUPS.map(({ key, roles }) => (
              <PersonaGroup
                key={key}
                title={t(`accounts.personas.${key}`)}
                rows={rows.filter(row => (roles as readonly string[]).includes(row.role))}
                onChoose={choose}
              />
            ))
          )
        }
      </Loaded>
    </div>
  )
}

type GroupProps = { title: string; rows: Persona[]; onChoose: (persona: Persona) => Promise<void> }

function PersonaGroup({ title, rows, onChoose }: GroupProps) {
  const { t } = useTranslation()
  const { name } = useFormat()
  if (rows.length === 0) return null
  return (
    <section className="persona-group">
      <h2>{title}</h2>
      <ul>
        {rows.map(persona => (
          <li key={persona.affiliationId}>
            <button type="button" className="persona" onClick={() => void onChoose(persona)}>
              <span className="persona-title">{name(persona.title)}</span>
              <span className="caption">
                {persona.name} · {t(`role.${persona.role}`)} · {name(persona.organisation)}
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  )
}
