import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { endsMany } from './endings.ts'
import { columnsOf, filesOf, READ_FILES, VERSIONS } from './files.ts'
import { readHeader } from './header.ts'
import { readManifest } from './manifest.ts'
import { fullName } from './names.ts'
import { findOurs, type OrgRow, relateOrgs } from './orgs.ts'
import { roleOf, roleTokens } from './roles.ts'
import { type Reading, ROW_RULES, type RowFile } from './rows.ts'
import { readStatus } from './status.ts'
import { isDay, isInstant, RowReader } from './values.ts'

const positions = (columns: readonly string[]) => new Map(columns.map((name, at) => [name, at]))
const cell = fc.oneof(
  fc.string(),
  fc.constantFrom('', 'true', 'active', 'tobedeleted', '2026-09-01', 'o1', 'student'),
)
const version = fc.constantFrom(...VERSIONS)

describe('manifest', () => {
  const head = [['propertyName', 'value']]
  const base = [...head, ['manifest.version', '1.0'], ['oneroster.version', '1.1']]

  test('names each file as absent, bulk or delta; what it does not name is absent', () => {
    const modes = fc.record(
      Object.fromEntries(filesOf('1.1').map(file => [file, fc.constantFrom('absent', 'bulk', 'delta')])),
    )
    fc.assert(
      fc.property(modes, wanted => {
        const read = readManifest([
          ...base,
          ...Object.entries(wanted).map(([file, mode]) => [`file.${file}`, mode]),
        ])
        const present = Object.entries(wanted).filter(([, mode]) => mode !== 'absent')
        if (present.length === 0) expect(read).toMatchObject({ code: 'oneroster.manifest_nothing' })
        else expect('files' in read && read.files).toEqual(Object.fromEntries(present))
      }),
    )
  })

  test('any other mode, version or header is refused by name', () => {
    expect(readManifest([['name', 'value']])).toMatchObject({ code: 'oneroster.manifest_header' })
    expect(readManifest([...base, ['file.users', 'Bulk']])).toEqual({
      code: 'oneroster.manifest_value',
      data: { property: 'file.users', value: 'Bulk' },
    })
    expect(readManifest([...base, ['file.roles', 'bulk']])).toMatchObject({ code: 'oneroster.roles_in_1_1' })
    expect(readManifest([...base, ['oneroster.version', '1.2']])).toMatchObject({
      code: 'oneroster.manifest_twice',
    })
    fc.assert(
      fc.property(fc.string(), value => {
        fc.pre(value.trim() !== '1.1' && value.trim() !== '1.2')
        expect(
          readManifest([...head, ['manifest.version', '1.0'], ['oneroster.version', value]]),
        ).toMatchObject({
          code: 'oneroster.version',
        })
      }),
    )
  })

  test('no text makes it throw', () => {
    fc.assert(fc.property(fc.array(fc.array(fc.string())), rows => void readManifest(rows)))
  })
})

describe('header', () => {
  test('columns are found wherever they stand; another order is remarked', () => {
    fc.assert(
      fc.property(version, fc.constantFrom(...READ_FILES), (v, file) => {
        const { all } = columnsOf(file, v)
        for (const names of [all, all.toReversed(), [...all, 'metadata.home', 'extra']]) {
          const read = readHeader(file, v, names)
          if (!('positions' in read)) throw new Error(read.code)
          for (const name of all) expect(names[read.positions.get(name) ?? -1]).toBe(name)
          expect(read.notes.includes('column_order')).toBe(names[0] !== all[0])
          expect(read.notes.includes('column_unknown')).toBe(names.includes('extra'))
        }
      }),
    )
  })

  test('a required column may not be missing, nor written in another case', () => {
    for (const v of VERSIONS)
      for (const file of READ_FILES)
        for (const column of columnsOf(file, v).required) {
          const { all } = columnsOf(file, v)
          expect(
            readHeader(
              file,
              v,
              all.filter(name => name !== column),
            ),
          ).toEqual({
            code: 'oneroster.header_missing',
            data: { file, column },
          })
          const found = column.toUpperCase()
          expect(
            readHeader(
              file,
              v,
              all.map(name => (name === column ? found : name)),
            ),
          ).toEqual({
            code: 'oneroster.header_case',
            data: { file, column, found },
          })
        }
  })
})

describe('status', () => {
  const read = (status: string, modified: string, mode: 'bulk' | 'delta') => {
    const row = new RowReader([status, modified], positions(['status', 'dateLastModified']))
    return { gone: readStatus(row, mode), problems: row.problems.map(problem => problem.code) }
  }

  test('is empty in bulk, and never takes anything away there', () => {
    fc.assert(
      fc.property(cell, cell, (status, modified) => {
        const { gone, problems } = read(status, modified, 'bulk')
        expect(gone).toBe(false)
        expect(problems.length === 0).toBe(status.trim() === '' && modified.trim() === '')
      }),
    )
  })

  test('is active or tobedeleted in a delta, with the time of the change', () => {
    const at = '2026-09-01T00:00:00.000Z'
    expect(read('active', at, 'delta')).toEqual({ gone: false, problems: [] })
    expect(read('tobedeleted', at, 'delta')).toEqual({ gone: true, problems: [] })
    fc.assert(
      fc.property(cell, status => {
        fc.pre(!['active', 'tobedeleted'].includes(status.trim()))
        expect(read(status, at, 'delta').problems.length).toBe(1)
      }),
    )
    expect(read('active', '', 'delta').problems).toEqual(['modified_blank'])
    expect(read('active', '2026-02-30T00:00:00Z', 'delta').problems).toEqual(['modified_blank'])
  })
})

describe('values', () => {
  test('every day that exists is a day, and only those', () => {
    fc.assert(
      fc.property(
        fc.date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true }),
        date => {
          expect(isDay(date.toISOString().slice(0, 10))).toBe(true)
          expect(isInstant(date.toISOString())).toBe(true)
        },
      ),
    )
    for (const wrong of ['2026-02-29', '2026-13-01', '2026-9-1', '01/09/2026', '0026-09-01', '2026-09-01 '])
      expect(isDay(wrong)).toBe(false)
  })

  test('names are written as their language does', () => {
    expect(fullName('张', '小明', null)).toBe('张小明')
    expect(fullName('Smith', 'Ann', 'Mary')).toBe('Ann Mary Smith')
  })
})

describe('rows', () => {
  const reading = (v: '1.1' | '1.2'): Reading => ({
    version: v,
    orgs: new Map([['o1', 'self']]),
    note: () => {},
  })

  test('any cells are either staged with their key, or have a problem, or are elsewhere; never an error', () => {
    const files = fc.constantFrom(...(Object.keys(ROW_RULES) as RowFile[]))
    fc.assert(
      fc.property(
        version,
        files,
        fc.constantFrom('bulk', 'delta'),
        fc.array(cell, { maxLength: 25 }),
        (v, file, mode, cells) => {
          const row = new RowReader(cells, positions(columnsOf(file, v).all))
          const staged = ROW_RULES[file](row, mode, reading(v))
          for (const { value } of row.problems) expect(/\p{Cc}/u.test(value) || value.length > 80).toBe(false)
          if (row.problems.length === 0 && staged) expect(typeof staged[1]).toBe('string')
        },
      ),
      { numRuns: 500 },
    )
  })

  test('no role token of the specification makes an administrator', () => {
    for (const v of VERSIONS)
      for (const token of roleTokens(v)) {
        const mapped = roleOf(v, token)
        expect(['student', 'teacher', 'guardian']).toContain(mapped?.role)
        if (/admin|principal/i.test(token)) expect(mapped?.note).toBe('admin_as_teacher')
      }
    expect(roleOf('1.1', 'constructor')).toBeUndefined()
  })
})

describe('organisations', () => {
  const org = (sourcedId: string, parent: string | null, identifier: string | null = null): OrgRow => ({
    ...{ row: 2, gone: false, sourcedId, name: sourcedId, identifier, parent },
  })

  test('a file is ours by what an earlier one said, else by code', () => {
    const rows = [org('a', null, 'B1'), org('b', null, 'a1')]
    expect(findOurs(rows, { sourcedId: null, identifiers: ['A1'] })?.sourcedId).toBe('b')
    expect(findOurs(rows, { sourcedId: 'a', identifiers: ['A1'] })?.sourcedId).toBe('a')
    expect(findOurs(rows, { sourcedId: null, identifiers: ['A2'] })).toBeUndefined()
  })

  test('in any tree, ours, what is below and what is above are told apart from all others', () => {
    const tree = fc.array(fc.nat(20), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(tree, fc.nat(19), (parents, own) => {
        const rows = parents.map((parent, i) =>
          org(String(i), parent >= parents.length || parent === i ? null : String(parent)),
        )
        const ourId = String(own % rows.length)
        const { orgs, problems } = relateOrgs(rows, ourId, [])
        expect(orgs.length + problems.length).toBe(rows.length)
        expect(orgs.filter(one => one.relation === 'self').map(one => one.sourcedId)).toEqual([ourId])
        const parentOf = (id: string) => rows[Number(id)]?.parent ?? null
        for (const { sourcedId, relation } of orgs) {
          if (relation === 'self') continue
          let at: string | null = relation === 'below' ? sourcedId : ourId
          const goal = relation === 'below' ? ourId : sourcedId
          for (let steps = 0; at !== goal && steps <= rows.length; steps++)
            at = at === null ? null : parentOf(at)
          expect(at).toBe(goal)
        }
      }),
    )
  })
})

test('ending a fifth of the people asks once more', () => {
  const counts = (ended: number, unchanged: number) => [
    { file: 'users', changed: 0, back: 0, unchanged, ended },
  ]
  expect(endsMany(counts(9, 0))).toBeNull()
  expect(endsMany(counts(20, 80))).toBeNull()
  expect(endsMany(counts(30, 70))).toEqual({ count: 30, percent: 30 })
})
