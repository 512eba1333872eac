import { expect, test } from 'vitest'
import { payload } from '#modules/records/contract/payload.ts'
import { OUTCOME_KINDS, outcomeEvidence } from './outcomes.ts'

test('a design can ask for every kind of outcome that records hold', () => {
  expect([...OUTCOME_KINDS]).toEqual(payload.shape.kind.options)
})

test('evidence names the outcome in both languages and by its own address', () => {
  const evidence = outcomeEvidence(
    {
      ...{ id: '0198', day: '2026-06-01', title: { zh: '短'.repeat(150), en: 'x'.repeat(150) } },
      by: { zh: '甲校', en: null },
    },
    'https://example.org/outcomes/0198',
  )
  expect(evidence.url).toBe('https://example.org/outcomes/0198')
  expect(evidence.name).toHaveLength(200)
  expect(evidence.narrative).toContain('由甲校确认')
  expect(evidence.narrative).toContain('confirmed by 甲校')
})
