import { SaxesParser, type SaxesTagNS } from 'saxes'

/** Why a drawing is not taken. */
export const SVG_PROBLEMS = ['broken', 'doctype', 'lettering', 'no_size', 'too_large'] as const
export type SvgProblem = (typeof SVG_PROBLEMS)[number]
export class SvgRefusal extends Error {
  readonly problem: SvgProblem

  constructor(problem: SvgProblem) {
    super(problem)
    this.problem = problem
  }
}

const NAMESPACE = 'http://www.w3.org/2000/svg'
const MOST = { characters: 60_000, elements: 2_000, depth: 32 }

/** Shapes and what colours them; all else falls away with what is in it: scripts, styles, pictures, links, movement. */
const SHAPES = ['svg', 'g', 'defs', 'path', 'rect', 'circle', 'ellipse', 'line', 'polyline', 'polygon']
const PAINT = ['linearGradient', 'radialGradient', 'stop', 'clipPath']
const ELEMENTS = new Set([...SHAPES, ...PAINT])
/** Letters look different wherever their font is missing, so they are refused rather than lost. */
const LETTERING = new Set(['text', 'tspan', 'textPath'])

const LOOKS = [
  ...['fill', 'fill-opacity', 'fill-rule', 'stroke', 'stroke-width', 'stroke-linecap', 'stroke-linejoin'],
  ...['stroke-miterlimit', 'stroke-dasharray', 'stroke-dashoffset', 'stroke-opacity', 'opacity', 'color'],
  ...['clip-path', 'clip-rule', 'stop-color', 'stop-opacity', 'display', 'visibility'],
]
const PLACES = [
  ...['id', 'transform', 'd', 'points', 'x', 'y', 'width', 'height', 'rx', 'ry', 'r', 'cx', 'cy', 'fx', 'fy'],
  ...['x1', 'x2', 'y1', 'y2', 'offset', 'gradientUnits', 'gradientTransform', 'spreadMethod'],
  'clipPathUnits',
]
const LOOK = new Set(LOOKS)
const ATTRIBUTES = new Set([...LOOKS, ...PLACES])
/** Numbers, names and colours; no quotation marks, addresses or escapes. */
const PLAIN = /^[\w\s.,#%()+-]*$/
const WITHIN = /^url\(\s*#[A-Za-z_][\w-]*\s*\)$/

const isHarmless = (value: string) =>
  /url/i.test(value) ? WITHIN.test(value.trim()) : PLAIN.test(value) && !/expression/i.test(value)

function attributesOf(tag: SaxesTagNS): string {
  const kept = new Map<string, string>()
  const keep = (name: string, value: string) => {
    if (isHarmless(value)) kept.set(name, value.trim().replace(/\s+/g, ' '))
  }
  for (const { prefix, local, value } of Object.values(tag.attributes)) {
    if (prefix !== '') continue
    if (ATTRIBUTES.has(local)) keep(local, value)
    // What is said in a style is said as attributes; a style wins over them, as in a browser.
    if (local !== 'style') continue
    for (const part of value.split(';')) {
      const [name = '', ...rest] = part.split(':')
      if (LOOK.has(name.trim())) keep(name.trim(), rest.join(':'))
    }
  }
  return [...kept].map(([name, value]) => ` ${name}="${value}"`).join('')
}

/** The part of the plane that is shown, from the root: its `viewBox`, or its size in pixels. */
function viewOf({ attributes }: SaxesTagNS): number[] {
  const said = (name: string) => attributes[name]?.value ?? ''
  const box = said('viewBox')
    .trim()
    .split(/[\s,]+/)
    .map(Number)
  const size = ['width', 'height'].map(name =>
    Number(/^\s*([\d.]+)(px)?\s*$/.exec(said(name))?.[1] ?? 'none'),
  )
  const view = box.length === 4 && box.every(Number.isFinite) ? box : [0, 0, ...size]
  const [, , width = 0, height = 0] = view
  if (!(width > 0 && height > 0 && width < 1e6 && height < 1e6 && width / height < 4 && height / width < 4))
    throw new SvgRefusal('no_size')
  return view
}

export type CleanSvg = { svg: string; view: number[] }

/**
 * A stranger's drawing written anew out of shapes, gradients and clips alone, with values that lead nowhere. What is
 * not among them is left out, so that whoever uploaded it sees in the preview what remains.
 * @throws SvgRefusal
 */
export function cleanSvg(text: string): CleanSvg {
  const parser = new SaxesParser({ xmlns: true })
  const out: string[] = []
  let [length, elements, depth, skipped] = [0, 0, 0, 0]
  let view: number[] | null = null
  const write = (part: string) => {
    length += part.length
    if (length > MOST.characters) throw new SvgRefusal('too_large')
    out.push(part)
  }
  parser.on('error', error => {
    throw error
  })
  parser.on('doctype', () => {
    throw new SvgRefusal('doctype')
  })
  parser.on('opentag', tag => {
    if (++elements > MOST.elements || ++depth > MOST.depth) throw new SvgRefusal('too_large')
    const own = tag.uri === NAMESPACE
    if (own && LETTERING.has(tag.local)) throw new SvgRefusal('lettering')
    if (skipped > 0 || !own || !ELEMENTS.has(tag.local)) {
      if (depth === 1) throw new SvgRefusal('broken')
      skipped++
      return
    }
    if (depth > 1) return write(`<${tag.local}${attributesOf(tag)}>`)
    if (tag.local !== 'svg') throw new SvgRefusal('broken')
    view = viewOf(tag)
    write(`<svg xmlns="${NAMESPACE}" viewBox="${view.join(' ')}">`)
  })
  parser.on('closetag', tag => {
    depth--
    if (skipped > 0) skipped--
    else write(`</${tag.local}>`)
  })
  try {
    parser.write(text).close()
  } catch (error) {
    throw error instanceof SvgRefusal ? error : new SvgRefusal('broken')
  }
  if (!view) throw new SvgRefusal('broken')
  return { svg: out.join(''), view }
}
