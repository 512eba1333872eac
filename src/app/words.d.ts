declare module 'virtual:words' {
  /** Of the bundle, made by word-sets.ts. */
  export const words: import('#platform/web/i18n.ts').WordLoaders
}
