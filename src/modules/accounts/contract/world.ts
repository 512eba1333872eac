declare module '#platform/contract/endpoint.ts' {
  interface World {
    /** Somebody with a password and a verified e-mail, for examples of signing in. */
    account: { email: string; password: string; personId: string; affiliationId: string }
  }
}

export {}
