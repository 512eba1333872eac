import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Block, type Inline, readBlocks, readInline } from './rich-text.ts'

const runs = (block: Block): Inline[] =>
  block.kind === 'heading' ? block.inline : (block.kind === 'list' ? block.items : block.lines).flat()

test('links lead to web addresses alone, and tags stay text', () => {
  expect(readInline('[x](javascript:alert(1)) <b>y</b>')).toEqual([
    { kind: 'text', text: '[x](javascript:alert(1)) <b>y</b>' },
  ])
  const wild = fc.array(
    fc.constantFrom(
      '[a]',
      '(',
      ')',
      'https://',
      'javascript:',
      'data:',
      '**',
      '<a href="',
      'x',
      '\n',
      '- ',
      '# ',
    ),
  )
  fc.assert(
    fc.property(wild, parts => {
      for (const run of readBlocks(parts.join('')).flatMap(runs))
        if (run.kind === 'link') expect(new URL(run.href).protocol).toMatch(/^https?:$/)
    }),
  )
})

test('nothing that was written is lost', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '*', '[', ']', '(', ')', '字', ' ') }), line => {
      const told = readInline(line)
        .map(run => (run.kind === 'strong' ? `**${run.text}**` : run.text))
        .join('')
      expect(told).toBe(line)
    }),
  )
})

test('reads headings, paragraphs and lists', () => {
  expect(readBlocks('# 安排\n九点\n正门\n\n- 带伞\n- **准时**\n1. 一').map(block => block.kind)).toEqual([
    'heading',
    'paragraph',
    'list',
    'list',
  ])
})

test('reads a long hostile text in time', () => {
  const began = performance.now()
  readBlocks('**['.repeat(7000))
  readBlocks('[a](https://'.repeat(2000))
  expect(performance.now() - began).toBeLessThan(500)
})
