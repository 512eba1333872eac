import { Ids } from './ids.ts'
import { Ints } from './ints.ts'
import type { Basis } from './world.ts'

const CLAUSE = 0
const DEFAULT = 1
const OCCUPATION = 2

/** What each bridge rests on, in rows of numbers. */
export class Bases {
  readonly kind = new Ints()
  readonly clause = new Ints()
  /** Of a clause the version of its agreement; of a default the name of its parameter. */
  readonly of = new Ints()
  private readonly versionIds = new Ids()
  private readonly agreementIds = new Ids()
  private readonly agreementOfVersion = new Ints()
  private readonly parameters: string[] = []

  push(basis: Basis): void {
    const signed = basis.kind === 'clause'
    this.kind.push(signed ? CLAUSE : basis.kind === 'default' ? DEFAULT : OCCUPATION)
    this.clause.push(signed ? basis.clause : 0)
    if (signed) this.of.push(this.version(basis.versionId, basis.agreementId))
    else this.of.push(basis.kind === 'default' ? this.parameter(basis.parameter) : 0)
  }

  at(bridge: number): Basis {
    const kind = this.kind.at(bridge)
    const of = this.of.at(bridge)
    if (kind === OCCUPATION) return { kind: 'occupation' }
    if (kind === DEFAULT) return { kind: 'default', parameter: this.parameters[of] as string }
    return {
      kind: 'clause',
      agreementId: this.agreementIds.text(this.agreementOfVersion.at(of)),
      versionId: this.versionIds.text(of),
      clause: this.clause.at(bridge),
    }
  }

  /** A version is one agreement's. */
  private version(id: string, agreementId: string): number {
    const number = this.versionIds.add(id)
    if (number === this.agreementOfVersion.length)
      this.agreementOfVersion.push(this.agreementIds.add(agreementId))
    return number
  }

  private parameter(name: string): number {
    const known = this.parameters.indexOf(name)
    return known >= 0 ? known : this.parameters.push(name) - 1
  }
}
