import type pg from 'pg'
import { GENESIS, type Head, sealHash, signatureCheck } from './chain.ts'
import { type CommittedEntry, sealedEntries, sealRows } from './chain-rows.ts'
import { readHeads } from './heads.ts'
import { Peekable } from './peekable.ts'
import { commitmentOf } from './record.ts'

/** What is wrong, with the seal, the entry or the line of the file of heads that shows it. */
export type Finding = {
  code:
    | 'entry_changed'
    | 'entries_removed'
    | 'entries_added'
    | 'entries_reordered'
    | 'seal_changed'
    | 'seal_missing'
    | 'chain_broken'
    | 'signature_bad'
    | 'tail_cut'
    | 'head_differs'
    | 'head_unreadable'
  seal?: number
  entry?: string
  line?: number
}

export type Verification = {
  ok: boolean
  seals: number
  entries: number
  erased: number
  unsealed: number
  headsChecked: number
  /** The first hundred; `more` says that there were others. */
  findings: Finding[]
  more: boolean
}

type Options = {
  /** A file of heads that was shipped away; without it a chain that its owner recomputed cannot be told. */
  heads?: string
  /** The public keys that may have signed, besides those in the file of heads. */
  publicKeys?: readonly string[]
}

const FINDINGS = 100

/** Checks the whole trail in one snapshot of the database, in constant memory. */
export async function verifyAudit(pool: pg.Pool, options: Options = {}): Promise<Verification> {
  const client = await pool.connect()
  try {
    await client.query('begin isolation level repeatable read, read only')
    return await verifyOn(client, options)
  } finally {
    await client.query('rollback').catch(() => {})
    client.release()
  }
}

/** The same in a transaction of the caller. */
export async function verifyOn(client: pg.ClientBase, options: Options): Promise<Verification> {
  const result: Verification = {
    ok: true,
    seals: 0,
    entries: 0,
    erased: 0,
    unsealed: 0,
    headsChecked: 0,
    findings: [],
    more: false,
  }
  const find = (finding: Finding) => {
    result.ok = false
    if (result.findings.length < FINDINGS) result.findings.push(finding)
    else result.more = true
  }
  const keys = new Set(options.publicKeys)
  if (options.heads) for await (const { head } of readHeads(options.heads)) if (head) keys.add(head.key)
  const signed = signatureCheck([...keys])

  const entries = new Peekable(sealedEntries(client))
  const heads = new Peekable(options.heads ? readHeads(options.heads) : none())
  let previous: { number: number; hash: Buffer } = { number: 0, hash: GENESIS }
  for await (const seal of sealRows(client)) {
    const { number } = seal
    result.seals += 1
    if (number !== previous.number + 1) find({ code: 'seal_missing', seal: previous.number + 1 })
    else if (!seal.previousHash.equals(previous.hash)) find({ code: 'chain_broken', seal: number })

    const hashing = sealHash(seal)
    const seen = { count: 0, first: '', last: '' }
    for (let entry = await entries.peek(); entry && entry.seal <= number; entry = await entries.next()) {
      if (entry.seal < number) {
        find({ code: 'entries_added', seal: entry.seal, entry: entry.id })
        continue
      }
      checkEntry(entry, result, find)
      hashing.add(entry.id, entry.commitment)
      seen.count += 1
      seen.first ||= entry.id
      seen.last = entry.id
    }
    if (!hashing.digest().equals(seal.hash)) find({ code: whatHappened(seal, seen), seal: number })
    else if (seen.count !== seal.entries || seen.first !== seal.firstEntry || seen.last !== seal.lastEntry)
      find({ code: 'seal_changed', seal: number })
    if (keys.size > 0 && !signed(seal.hash, seal.signature)) find({ code: 'signature_bad', seal: number })
    previous = { number, hash: seal.hash }

    for (let at = await heads.peek(); at && (!at.head || at.head.number <= number); at = await heads.next())
      checkHead(at, seal, result, find)
  }
  for (let entry = await entries.peek(); entry; entry = await entries.next())
    find({ code: 'seal_missing', seal: entry.seal, entry: entry.id })
  for (let at = await heads.peek(); at; at = await heads.next())
    find(
      at.head
        ? { code: 'tail_cut', seal: at.head.number, line: at.line }
        : { code: 'head_unreadable', line: at.line },
    )

  const { rows } = await client.query<{ count: string }>(
    'select count(*)::text as count from audit.entries where seal is null',
  )
  result.unsealed = Number(rows[0]?.count)
  return result
}

function checkEntry(entry: CommittedEntry, result: Verification, find: (finding: Finding) => void): void {
  result.entries += 1
  if (entry.erased && !entry.salt && entry.facts.data === null) result.erased += 1
  else if (!entry.salt || entry.erased || !commitmentOf(entry.facts, entry.salt).equals(entry.commitment))
    find({ code: 'entry_changed', seal: entry.seal, entry: entry.id })
}

type At = { line: number; head: Head | null }

function checkHead(
  { head, line }: At,
  seal: { number: number; hash: Buffer; signature: Buffer; sealedAt: string; entries: number },
  result: Verification,
  find: (finding: Finding) => void,
): void {
  if (!head) {
    find({ code: 'head_unreadable', line })
    return
  }
  result.headsChecked += 1
  const same =
    head.number === seal.number &&
    head.hash === seal.hash.toString('hex') &&
    head.signature === seal.signature.toString('base64') &&
    head.sealedAt === seal.sealedAt &&
    head.entries === seal.entries
  if (!same) find({ code: 'head_differs', seal: head.number, line })
}

type Seen = { count: number; first: string; last: string }

function whatHappened(seal: { entries: number }, seen: Seen): Finding['code'] {
  if (seen.count < seal.entries) return 'entries_removed'
  if (seen.count > seal.entries) return 'entries_added'
  return 'entries_reordered'
}

async function* none(): AsyncGenerator<never> {}
