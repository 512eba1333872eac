/** This machine has no build of the embedded database. The message tells both languages what to do. */
export class UnsupportedPlatform extends Error {
  override name = 'UnsupportedPlatform'

  constructor(detail: string) {
    super(
      `The embedded database has no build for this machine (${detail}). ` +
        'Set DATABASE_URL to a PostgreSQL 18 server. ' +
        `此机器（${detail}）没有可用的内置数据库，请将 DATABASE_URL 设为一台 PostgreSQL 18 服务器。`,
    )
  }
}

/** The embedded database cannot be used as things are; the message is one plain sentence for an operator. */
export class EmbeddedDatabaseError extends Error {
  override name = 'EmbeddedDatabaseError'
}
