import fc from 'fast-check'
import { expect, test } from 'vitest'
import { dataBlock, html } from './html.ts'

/** Every UTF-16 unit there is, halves of pairs and control characters among them. */
const anyUnit = fc.integer({ min: 0, max: 0xffff }).map(code => String.fromCharCode(code))

test('nothing that is put into a page becomes markup', () => {
  fc.assert(
    fc.property(fc.string({ unit: anyUnit }), text => {
      const { text: page } = html`<p title="${text}">${text}</p>`
      expect(page.slice(0, page.indexOf('>') + 1)).toMatch(/^<p title="[^"<>]*">$/)
      expect(page.slice(page.indexOf('>') + 1, -4)).not.toMatch(/[<>"']/)
    }),
  )
  expect(html`<b>${'<i>'}${html`<i>`}${null}${[1, false, '&']}</b>`.text).toBe('<b>&lt;i&gt;<i>1&amp;</b>')
})

test('data for machines cannot end its own element and reads back as it was', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constant('</script><script>alert(1)</script>')), name => {
      const { text } = dataBlock({ name })
      const inner = text.slice(text.indexOf('>') + 1, text.lastIndexOf('<'))
      expect(inner).not.toContain('<')
      expect(JSON.parse(inner)).toEqual({ name })
    }),
  )
})
