import type { Language } from '#platform/contract/fields.ts'
import type { FlowBlock, FlowDocument } from '#platform/server/documents/flow.ts'
import type { Text } from '#platform/server/text.ts'
import { hanNumber } from '../../rules/clause-number.ts'
import type { StoredClause } from '../queries/clauses.ts'
import type { Parts } from '../read-version.ts'

type Options = {
  /** One, or both with Chinese first. */
  languages: readonly Language[]
  say: Text
  /** Whether the reader may see who signed for the parties. */
  signers: boolean
}

type Names = { zh: string; en: string | null }

/** What the document of a version holds, piece by piece; how it is set is the document engine's. */
export function agreementDocument({ version, parties, clauses }: Parts, options: Options): FlowDocument {
  const { languages, say, signers } = options
  const [main] = languages as [Language]
  const both = (of: (language: Language) => string) => [...new Set(languages.map(of))].join(' / ')
  const word = (key: string, data?: Record<string, string | number>) =>
    both(language => say(language, `agreements.paper.${key}`, data))
  const named = (name: Names) => both(language => (language === 'en' && name.en) || name.zh)
  const span = (from: string | number | null, until: string | number | null) =>
    from === null ? word('all') : `${from} – ${until ?? word('open_end')}`

  const facts: [string, string][] = [
    [word('kind'), named(version.kind.name)],
    ...(version.reference ? [[word('reference'), version.reference] as [string, string]] : []),
    [
      word('version'),
      `${version.number} · ${both(language => say(language, `agreements.status.${version.status}`))}`,
    ],
    [word('days'), span(version.fromDate, version.untilDate)],
  ]
  if (version.kind.byCohort || version.fromCohort !== null)
    facts.push([word('cohorts'), span(version.fromCohort, version.untilCohort)])
  if (version.signedOn) facts.push([word('signed_on'), version.signedOn])
  if (version.endedOn) facts.push([word('ended_on'), version.endedOn])
  if (version.lastCohort !== null) facts.push([word('last_cohort'), String(version.lastCohort)])

  const blocks: FlowBlock[] = [
    { kind: 'facts', facts },
    { kind: 'heading', text: word('parties') },
    {
      kind: 'table',
      columns: [
        { header: word('party'), share: 50 },
        { header: word('uscc'), share: 26 },
        { header: word('role'), share: 24 },
      ],
      rows: parties.map(party => ({
        cells: [
          named(party.name),
          party.uscc ?? '',
          both(language => say(language, `agreements.role.${party.role}`)),
        ],
      })),
    },
    ...clauses.flatMap(clause => clauseBlocks(clause, options)),
  ]
  const signing = parties.filter(party => party.mustSign)
  if (version.signedOn || signing.some(party => party.signature))
    blocks.push(
      { kind: 'heading', text: word('signatures') },
      {
        kind: 'table',
        columns: [
          { header: word('party'), share: 44 },
          { header: word('signer'), share: 18 },
          { header: word('mode'), share: 22 },
          { header: word('signed_on'), share: 16 },
        ],
        rows: signing.map(({ name, signature }) => ({
          cells: [
            named(name),
            (signers && signature?.signerName) || '',
            signature
              ? both(language => say(language, `agreements.mode.${signature.mode}`))
              : word('unsigned'),
            signature?.signedOn ?? '',
          ],
        })),
      },
    )
  else
    blocks.push({
      kind: 'signatures',
      lines: signing.map(({ name }) => `${named(name)} ${word('stamp')}`),
      date: word('date'),
    })
  if (version.textHash) blocks.push({ kind: 'text', soft: true, text: `${word('hash')} ${version.textHash}` })
  for (const language of languages)
    blocks.push({ kind: 'text', soft: true, text: say(language, 'agreements.what_signing_is') })
  return {
    title: named(version.title),
    subtitle: parties.map(({ name }) => named(name)).join(' · '),
    author: named(version.draftedBy.name),
    ...{ language: main, blocks },
  }
}

/** A clause under its number, in each language; what its data say follows its text. */
function clauseBlocks(clause: StoredClause, { languages, say }: Options): FlowBlock[] {
  const title = (language: Language) => {
    const number = language === 'zh' ? hanNumber(clause.number) : clause.number
    const name = (language === 'en' && clause.titleEn) || clause.titleZh
    return say(language, 'agreements.clause_titled', { number, title: name })
  }
  // Beside the Chinese title there is an English one only where the parties wrote it.
  const titled = languages.filter((language, i) => i === 0 || (language === 'en' && clause.titleEn))
  const blocks: FlowBlock[] = [{ kind: 'heading', text: titled.map(title).join(' / ') }]
  for (const [i, language] of languages.entries()) {
    const english = language === 'en'
    const text = english ? (clause.textEn ?? (languages.length > 1 ? '' : clause.textZh)) : clause.textZh
    for (const part of [...text.split('\n'), ...(english ? clause.saysEn : clause.saysZh)])
      if (part.trim()) blocks.push({ kind: 'text', text: part, soft: i > 0 })
  }
  return blocks
}
