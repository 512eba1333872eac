import { amountFor, type Rate } from '#modules/members/rules/dues.ts'
import type { Calendar } from '../calendar.ts'
import { GROUP_ID, membershipRows } from '../groups.ts'
import { organisationOf } from '../organisations/list.ts'
import { sizeOf } from '../organisations/more.ts'
import { organisationId } from '../organisations/rows.ts'
import { chanceOf, demoId } from '../random.ts'
import { DUES_CLAUSE } from './charters.ts'
import { type People, type Plain, signerOf } from './plain.ts'

const RATES: readonly Rate[] = [
  { position: 'chair_unit', kind: null, amountFen: 1_000_000 },
  { position: 'vice_chair_unit', kind: null, amountFen: 500_000 },
  { position: null, kind: 'company', amountFen: 300_000 },
  { position: null, kind: null, amountFen: 200_000 },
]
const SCHEME = demoId('dues scheme')
/** Who has not paid this year, who paid a part of it, and whose dues the council waived. */
const OPEN = ['BC05', 'BC20', 'BC26', 'BC29']
const PART: Record<string, number> = { BC01: 100_000 }
const WAIVED = 'BC30'

const CODES = Array.from({ length: 31 }, (_, i) => `BC${String(i + 1).padStart(2, '0')}`)
const CODE_OF = new Map(CODES.map(code => [organisationId(code), code]))

type Rows = { duesSchemes: Plain[]; dues: Plain[]; duesPayments: Plain[]; open: OpenDue[] }
export type OpenDue = { id: string; code: string; year: number; amountFen: number; dueOn: string }

/** The dues of last year, all settled, and of this year, some still open. */
export function duesRows(calendar: Calendar, people: People): Rows {
  const by = signerOf(GROUP_ID, people)
  const { year } = calendar
  const rows: Rows = {
    duesSchemes: [
      {
        ...{ id: SCHEME, groupId: GROUP_ID, firstYear: year - 1, dueMonth: 3, dueDay: 28 },
        ...{ source: DUES_CLAUSE, rates: JSON.stringify(RATES), byName: by.name },
      },
    ],
    ...{ dues: [], duesPayments: [], open: [] },
  }
  for (const dueYear of [year - 1, year])
    for (const { groupId, organisationId: member, position, startsOn, endsOn } of membershipRows(
      calendar,
      sizeOf(1),
    )) {
      const code = CODE_OF.get(member)
      if (groupId !== GROUP_ID || !code || endsOn || startsOn > `${dueYear}-01-01`) continue
      const amountFen = amountFor(RATES, { position, kind: organisationOf(code).kind })
      if (amountFen === 0) continue
      const id = demoId(`due ${dueYear} ${code}`)
      const chance = chanceOf(`due ${dueYear} ${code}`)
      const day = `${dueYear}-03-${String(chance.between(3, 27)).padStart(2, '0')}`
      const dueOn = `${dueYear}-03-28`
      const part = dueYear === year ? PART[code] : undefined
      const isOpen = dueYear === year && (OPEN.includes(code) || part !== undefined)
      const waived = code === WAIVED
      const paidFen = waived || (OPEN.includes(code) && dueYear === year) ? 0 : (part ?? amountFen)
      rows.dues.push({
        ...{
          id,
          groupId,
          organisationId: member,
          year: dueYear,
          schemeId: SCHEME,
          amountFen,
          paidFen,
          dueOn,
        },
        state: waived ? 'waived' : isOpen ? 'open' : 'paid',
        settledOn: isOpen ? null : day,
        reason: waived ? '组织单位，理事会决定减免' : null,
      })
      if (isOpen) rows.open.push({ id, code, year: dueYear, amountFen, dueOn })
      if (paidFen > 0)
        rows.duesPayments.push({
          ...{ id: demoId(`payment ${dueYear} ${code}`), dueId: id, day, amountFen: paidFen },
          ...{ reference: `银行回单 ${dueYear}${String(chance.between(1000, 9999))}`, byName: by.name },
        })
    }
  return rows
}
