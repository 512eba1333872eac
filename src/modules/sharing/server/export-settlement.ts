import { tableFile } from '#modules/members/server/index.ts'
import { dayOf } from '#platform/contract/days.ts'
import { type Bilingual, inLanguage, type Language } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'
import type { FlowBlock, FlowDocument } from '#platform/server/documents/flow.ts'
import { pdfOf } from '#platform/server/documents/pdf-flow.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type * as contract from '../contract/settlements.ts'
import type { SettlementLine } from '../contract/settlements.ts'
import type { Settled } from '../rules/settlement.ts'
import { shownTo } from './settlements.ts'
import { statementOf } from './statement.ts'

/** One of those dealt with, as a section of the document. */
type Section = Settled & { other: Bilingual; pointFen: number; state: string; lines: SettlementLine[] }
type Paper = {
  own: { id: string; name: Bilingual }
  from: string
  until: string
  sections: Section[]
  signs: boolean
}
type Options = { format: 'pdf' | 'xlsx'; language: Language }

export const exportStatement: Handler<typeof contract.exportStatement> = async (context, { query }) => {
  const { organisation, partners } = await statementOf(context, query)
  const say = sayer(context, query.language)
  const sections = partners.map(({ organisation: other, uses, settlements, ...sums }) => ({
    ...{ ...sums, other: other.name, lines: uses },
    state: settlements.length
      ? settlements
          .map(one => `${one.fromDay}—${one.untilDay} ${say(`sharing.settlement.state.${one.state}`)}`)
          .join(say('sharing.comma'))
      : say('sharing.settlement.none'),
  }))
  const { from, until } = query
  return fileOf(context, { own: organisation, from, until, sections, signs: false }, query)
}

export const exportSettlement: Handler<typeof contract.exportSettlement> = async (
  context,
  { params, query },
) => {
  const { shown } = await shownTo(context, params.id)
  const { own, other, fromDay: from, untilDay: until, ownConfirmedAt, otherConfirmedAt, ...sums } = shown
  const say = sayer(context, query.language)
  const said = ({ name }: typeof own, at: string | null) => {
    const organisation = inLanguage(name, query.language)
    if (!at) return say('sharing.settlement.not_confirmed', { organisation })
    return say('sharing.settlement.confirmed_on', { organisation, at: dayOf(at) })
  }
  const state = [
    say(`sharing.settlement.state.${shown.state}`),
    ...[said(own, ownConfirmedAt), said(other, otherConfirmedAt)],
  ].join('\n')
  const section = { ...sums, other: other.name, state }
  return fileOf(context, { own, from, until, sections: [section], signs: true }, query)
}

type Say = (key: string, data?: Record<string, string | number>) => string
const sayer =
  ({ text }: Context, language: Language): Say =>
  (key, data) =>
    text(language, key, data)

async function fileOf(context: Context, paper: Paper, { format, language }: Options) {
  const say = sayer(context, language)
  const title = say('sharing.settlement.paper', { organisation: inLanguage(paper.own.name, language) })
  if (format === 'pdf')
    return {
      name: `${title} ${paper.from}—${paper.until}.pdf`,
      mediaType: 'application/pdf',
      content: await pdfOf(documentOf(paper, title, language, say)),
    }
  const header = (key: string) => say(`sharing.column.${key}`)
  return tableFile('xlsx', {
    name: say('sharing.settlement.title'),
    columns: COLUMNS.map(({ key, width }) => ({ header: header(key), width })),
    rows: cells(paper, language, say),
  })
}

const COLUMNS = [
  ...[
    { key: 'organisation', width: 34 },
    { key: 'direction', width: 10 },
    { key: 'day', width: 12 },
  ],
  ...[
    { key: 'title', width: 36 },
    { key: 'units', width: 8 },
    { key: 'hours', width: 10 },
  ],
  ...[
    { key: 'person_hours', width: 12 },
    { key: 'yuan', width: 12 },
    { key: 'points', width: 10 },
  ],
  { key: 'late', width: 14 },
] as const

const yuan = (fen: number) => fen / 100

async function* cells(paper: Paper, language: Language, say: Say): AsyncGenerator<TableCell[]> {
  for (const { other, lines, given, taken, net } of paper.sections) {
    const name = inLanguage(other, language)
    for (const line of lines)
      yield [
        ...[name, direction(line, paper.own.id, say), line.day, inLanguage(line.title, language), line.units],
        ...[line.hours, line.personHours, yuan(line.fen), line.points],
        line.late ? say('sharing.settlement.late') : null,
      ]
    for (const [key, sum] of Object.entries({ given, taken, net }))
      yield [
        ...[name, say(`sharing.settlement.${key}`), null, say('sharing.settlement.sum'), null],
        ...[sum.hours, sum.personHours, yuan(sum.fen), sum.points, null],
      ]
  }
}

const direction = (line: SettlementLine, own: string, say: Say) =>
  say(line.giverId === own ? 'sharing.settlement.given' : 'sharing.settlement.taken')

function documentOf(paper: Paper, title: string, language: Language, say: Say): FlowDocument {
  const { own, from, until, sections, signs } = paper
  const ours = inLanguage(own.name, language)
  const blocks: FlowBlock[] = sections.flatMap(section => blocksOf(section, own, language, say))
  if (sections.length === 0) blocks.push({ kind: 'text', text: say('sharing.settlement.empty') })
  blocks.push({ kind: 'text', text: say('sharing.settlement.note'), soft: true })
  if (signs)
    blocks.push({
      kind: 'signatures',
      lines: [ours, ...sections.map(({ other }) => inLanguage(other, language))],
      date: say('sharing.column.day'),
    })
  return { title, subtitle: `${from} — ${until}`, language, author: ours, blocks }
}

function blocksOf(section: Section, own: Paper['own'], language: Language, say: Say): FlowBlock[] {
  const { given, taken, net, lines, pointFen } = section
  const debtor = inLanguage(net.worth < 0 ? own.name : section.other, language)
  const owed = yuan(Math.abs(net.worth)).toFixed(2)
  const amount = (sum: { hours: number; personHours: number; fen: number; points: number }) =>
    say('sharing.settlement.amount', {
      ...{ hours: sum.hours, people: sum.personHours, yuan: yuan(sum.fen).toFixed(2), points: sum.points },
    })
  const worth = [
    net.worth === 0
      ? say('sharing.settlement.even')
      : say('sharing.settlement.debt', { organisation: debtor, yuan: owed }),
    say('sharing.settlement.rate', { rate: yuan(pointFen).toFixed(2) }),
  ].join('\n')
  const right = { align: 'right' } as const
  const column = (key: string, share: number, more = {}) => ({
    ...{ header: say(`sharing.column.${key}`), share, ...more },
  })
  return [
    { kind: 'heading', text: inLanguage(section.other, language) },
    {
      kind: 'facts',
      facts: [
        [say('sharing.settlement.given'), amount(given)],
        [say('sharing.settlement.taken'), amount(taken)],
        [say('sharing.settlement.net'), amount(net)],
        [say('sharing.settlement.worth'), worth],
        [say('sharing.column.status'), section.state],
      ],
    },
    {
      kind: 'table',
      columns: [
        ...[column('day', 13), column('direction', 10), column('title', 35)],
        ...[column('hours', 9, right), column('person_hours', 11, right), column('yuan', 12, right)],
        column('points', 10, right),
      ],
      rows: lines.map(line => ({
        cells: [
          ...[line.day, direction(line, own.id, say)],
          `${inLanguage(line.title, language)}${line.late ? ` (${say('sharing.settlement.late')})` : ''}`,
          ...[String(line.hours), String(line.personHours), yuan(line.fen).toFixed(2), String(line.points)],
        ],
      })),
    },
  ]
}
