let bytesOf: Map<string, number> | undefined

/** The two bytes of every character that GBK has, turned round from what the decoder says. */
function table(): Map<string, number> {
  if (bytesOf) return bytesOf
  const decoder = new TextDecoder('gbk')
  bytesOf = new Map()
  for (let lead = 0x81; lead <= 0xfe; lead++)
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const character = decoder.decode(Uint8Array.of(lead, trail))
      if (character.length === 1 && character !== '\ufffd' && !bytesOf.has(character))
        bytesOf.set(character, (lead << 8) | trail)
    }
  return bytesOf
}

/** A text in GBK, as spreadsheet programs in China save CSV; what GBK lacks becomes a question mark. */
export function encodeGbk(text: string): Buffer {
  const bytes: number[] = []
  for (const character of text) {
    const known = character < '\u0080' ? character.charCodeAt(0) : (table().get(character) ?? 0x3f)
    if (known > 0xff) bytes.push(known >> 8, known & 0xff)
    else bytes.push(known)
  }
  return Buffer.from(bytes)
}
