/**
 * Whether a text names a 1+X certificate. Evaluation organisations issue those, on the national platform; a group
 * records them with number and evidence and never issues one itself (教职成司函〔2020〕4号).
 */
export function isOnePlusX(text: string): boolean {
  return /1\s*\+\s*x(?![a-z])|职业技能等级证书/i.test(text.normalize('NFKC'))
}
