import { expect, test } from 'vitest'
import { bridgeTo } from '#test/overpass-world.ts'
import { sayIn } from '../rules/say.ts'
import type { Say } from '../rules/sentences.ts'
import { type LetterParts, letterOf } from './letter.ts'

const REASON = `${'内容与课程不一致，'.repeat(80)}以上。`
const parts: LetterParts = {
  claim: {
    ...{ id: '0199', state: 'refused', learnerName: '学示例', claimed: 3, recognised: 0, automatic: false },
    programme: { id: 'p', name: { zh: '数字媒体', en: 'Digital media' } },
    receiving: { id: 's', name: { zh: '示例学校', en: 'Example school' } },
    ...{ decidedAt: '2026-03-01T17:00:00.000Z', reasonCode: 'content', reason: REASON },
  },
  bridge: {
    ...{ titleZh: '学分互认协议', titleEn: null, versionNumber: 1, clauseNumber: 2 },
    data: bridgeTo({ programmeId: 'p', courseId: 'c' }),
  },
  sentences: [{ part: 'recognitions.0', text: { zh: '一本证书可认定。', en: 'For a certificate.' } }],
  lines: [
    { recognitionId: 'r1', courseName: { zh: '角色动画', en: 'Animation' }, claimed: 30, recognised: 0 },
  ],
  ...{ appeal: undefined, appealUntil: '2026-03-16' },
}
const read = (more: Partial<LetterParts>) =>
  letterOf({ ...parts, ...more }, (language, key, data) => sayIn(language)(key as Parameters<Say>[0], data))
    .blocks.map(block => ('text' in block ? block.text : ''))
    .join('\n')

test('the letter says the decision with its whole reason, its grounds and the appeal, in both languages', () => {
  const said = read({})
  for (const words of [
    ...['2026-03-02，示例学校未同意', REASON, '一本证书可认定。', '2026-03-16（含）'],
    ...['Example school refused', 'For a certificate.', 'until and including 2026-03-16'],
  ])
    expect(said).toContain(words)
})

test('after an appeal that changed the decision, the letter says who decided and leaves the school’s reason out', () => {
  const said = read({
    claim: { ...parts.claim, state: 'reduced', recognised: 2 },
    appeal: { state: 'changed', answer: '内容相当。', at: '2026-03-20T02:00:00.000Z' },
    appealUntil: null,
  })
  expect(said).toContain('2026-03-20，集团委员会')
  expect(said).toContain('On 2026-03-20 the committee of the group')
  expect(said).toContain('2 of 3 credits are recognised')
  expect(said).toContain('内容相当。')
  for (const words of [REASON, 'granted', '不一致', 'you can appeal']) expect(said).not.toContain(words)
})
