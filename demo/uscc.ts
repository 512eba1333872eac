const SIGNS = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const CODE_SIGNS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
const CODE_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]
/** An administrative division that does not exist, so that no code here is anybody's. */
const REGION = '990100'

/**
 * A unified social credit code with right check characters (GB 32100-2015, GB 11714-1997) of nobody.
 * @param register the first two characters: who registers (1 institutions, 5 civil affairs, 9 market) and the kind
 * @param serial tells the holders apart, up to 9,999,999
 */
export function demoUscc(register: '11' | '12' | '51' | '52' | '91', serial: number): string {
  const code = `M${String(serial).padStart(7, '0')}`
  const codeSum = sum(code, CODE_SIGNS, CODE_WEIGHTS)
  const codeCheck = '0123456789X'[(11 - (codeSum % 11)) % 11]
  const body = `${register}${REGION}${code}${codeCheck}`
  return body + SIGNS[(31 - (sum(body, SIGNS, WEIGHTS) % 31)) % 31]
}

function sum(text: string, signs: string, weights: number[]): number {
  return weights.reduce((total, weight, i) => total + weight * signs.indexOf(text.charAt(i)), 0)
}
