import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cleanSvg, SvgRefusal } from './clean-svg.ts'

const drawn = (inside: string, root = 'viewBox="0 0 10 10"') =>
  cleanSvg(
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" ${root}>${inside}</svg>`,
  ).svg

test('of a drawing shapes and colours are kept; scripts, links, styles, pictures and whatever leads elsewhere are not', () => {
  const kept = drawn(
    `<!-- x --><g transform="rotate(3 1 2)" style="fill:#f00; background:url(http://e.example); stroke : none">
      <path d="M0 0L1 1" onclick="alert(1)" fill="url(#a)"/><rect width="3" height="4" fill="url(http://e.example/x)"/></g>
      <linearGradient id="a"><stop offset="0" stop-color="#fff"/></linearGradient>`,
  )
  expect(kept.replace(/>\s+</g, '><').replace(/\s{2,}/g, '')).toBe(
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><g transform="rotate(3 1 2)" fill="#f00" stroke="none">' +
      '<path d="M0 0L1 1" fill="url(#a)"></path><rect width="3" height="4"></rect></g>' +
      '<linearGradient id="a"><stop offset="0" stop-color="#fff"></stop></linearGradient></svg>',
  )
  for (const gone of [
    '<script>alert(1)</script>',
    '<style>*{fill:red}</style>',
    '<foreignObject><body xmlns="http://www.w3.org/1999/xhtml"><img src="x" onerror="alert(1)"/></body></foreignObject>',
    '<image href="http://e.example/x.png"/>',
    '<use xlink:href="http://e.example/x.svg#y"/>',
    '<a href="javascript:alert(1)"><path d="M0 0"/></a>',
    '<animate attributeName="href" to="javascript:alert(1)"/>',
    '<set attributeName="onload" to="alert(1)"/>',
    '<x:script xmlns:x="http://www.w3.org/2000/svg">alert(1)</x:script>',
    '<g xmlns="urn:other"><path d="M0 0"/></g>',
  ])
    expect(drawn(gone), gone).toBe('<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"></svg>')
  for (const value of [
    'url(javascript:alert(1))',
    'url( //e.example )',
    'red;x:y',
    'expression(alert(1))',
    '&#34;',
  ])
    expect(drawn(`<path fill="${value}"/>`), value).not.toContain('fill')
})

test('a drawing that lies, bursts or has letters is refused with its reason', () => {
  const problem = (text: string) => {
    try {
      cleanSvg(text)
      return null
    } catch (error) {
      return error instanceof SvgRefusal ? error.problem : error
    }
  }
  const head = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
  const cases: [string, string][] = [
    ['', 'broken'],
    ['<svg viewBox="0 0 1 1"/>', 'broken'],
    [`${head}<g>`, 'broken'],
    [`<html xmlns="http://www.w3.org/1999/xhtml"></html>`, 'broken'],
    ['<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><svg/>', 'doctype'],
    [`${head}<g>&unknown;</g></svg>`, 'broken'],
    [`${head}<text>姓名</text></svg>`, 'lettering'],
    [`${head}<foreignObject><text>x</text></foreignObject></svg>`, 'lettering'],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', 'no_size'],
    ['<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 9"/>', 'no_size'],
    ['<svg xmlns="http://www.w3.org/2000/svg" width="1e9" height="10%"/>', 'no_size'],
    [`${head}${'<g>'.repeat(40)}${'</g>'.repeat(40)}</svg>`, 'too_large'],
    [`${head}${'<g/>'.repeat(3000)}</svg>`, 'too_large'],
    [`${head}<path d="${'M0 0'.repeat(20_000)}"/></svg>`, 'too_large'],
  ]
  for (const [text, why] of cases)
    expect([text.slice(0, 60), problem(text)]).toEqual([text.slice(0, 60), why])
  expect(problem('<svg xmlns="http://www.w3.org/2000/svg" width="20" height="30px"/>')).toBe(null)
})

test('property: what is written anew is well formed, harmless and stays as it is', () => {
  const name = fc.constantFrom('path', 'g', 'script', 'rect', 'a', 'style', 'stop', 'circle', 'image')
  const attribute = fc.tuple(
    fc.constantFrom('fill', 'd', 'onload', 'href', 'style', 'id', 'transform', 'clip-path'),
    fc.oneof(
      fc.string({ maxLength: 30 }),
      fc.constantFrom('url(#a)', 'url(http://e)', 'fill:url(//e)', 'M0 0'),
    ),
  )
  const quoted = (text: string) =>
    text.replace(/[<>&"\p{Cc}\ufffe\uffff]|\p{Cs}/gu, found => (found < ' ' ? ' ' : '&lt;'))
  const element = fc
    .tuple(name, fc.uniqueArray(attribute, { selector: ([key]) => key, maxLength: 4 }))
    .map(([tag, list]) => `<${tag}${list.map(([key, value]) => ` ${key}="${quoted(value)}"`).join('')}/>`)
  fc.assert(
    fc.property(fc.array(element, { maxLength: 8 }), parts => {
      const svg = drawn(parts.join(''))
      expect(svg).not.toMatch(/script|style|href|onload|http:\/\/e|\/\/e|image|<a/)
      expect(cleanSvg(svg).svg).toBe(svg)
    }),
  )
})
