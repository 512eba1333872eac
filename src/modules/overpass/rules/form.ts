import type { Bridge, Recognition } from './bridge.ts'

/** A bridge as the editor's form holds it: yuan for money, texts for names, nothing where nothing is chosen yet. */
export type BridgeForm = Omit<Bridge, 'feeFen' | 'documents' | 'to'> & {
  feeYuan: number | null
  documents: { zh: string; en: string }[]
  toKind: 'programme' | 'occupation'
  programmeId: string | null
  versionId: string | null
  occupationId: string | null
}

/** A bridge as it is at the beginning: nothing asked, nothing given, decided by the school. */
export const emptyBridge = (): BridgeForm => ({
  ...{ way: 'secondary_to_higher', from: { programmeIds: [], levels: [] } },
  ...{ toKind: 'programme', programmeId: null, versionId: null, occupationId: null },
  ...{ entry: { is: 'all', of: [] }, recognitions: [], capTotal: null, validYears: null, quota: null },
  ...{ documents: [], feeYuan: null, intakes: [], months: 36, automatic: false },
})

export function toForm(bridge: Bridge): BridgeForm {
  const { feeFen, documents, to, ...rest } = bridge
  return {
    ...rest,
    feeYuan: feeFen === null ? null : feeFen / 100,
    documents: documents.map(({ zh, en }) => ({ zh, en: en ?? '' })),
    toKind: to.kind,
    programmeId: to.kind === 'programme' ? to.programmeId : null,
    versionId: to.kind === 'programme' ? to.versionId : null,
    occupationId: to.kind === 'occupation' ? to.occupationId : null,
  }
}

/** What the form says, as a bridge; what is not filled in yet stays as it is and is found by the check. */
export function fromForm(form: BridgeForm): Bridge {
  const { feeYuan, documents, toKind, programmeId, versionId, occupationId, ...rest } = form
  return {
    ...rest,
    to:
      toKind === 'programme'
        ? { kind: 'programme', programmeId: programmeId ?? '', versionId }
        : { kind: 'occupation', occupationId: occupationId ?? '' },
    feeFen: feeYuan === null ? null : Math.round(feeYuan * 100),
    documents: documents.map(({ zh, en }) => ({ zh, en: en || null })),
  }
}

/** An id for one more rule that no other rule of the bridge has. */
export function nextRuleId(rules: readonly Recognition[]): string {
  for (let n = rules.length + 1; ; n++) if (!rules.some(rule => rule.id === `r${n}`)) return `r${n}`
}
