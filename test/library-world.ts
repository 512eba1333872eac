import { randomUUID } from 'node:crypto'
import { Readable } from 'node:stream'
import type { LibraryWorld } from '#modules/library/contract/world.ts'
import type { OpenServices } from '#platform/server/services.ts'
import { insert, insertRow } from './rows.ts'
import type { Persona } from './world.ts'

type At = { groupId: string; schoolId: string; universityId: string; askerId: string }
type Fresh = Parameters<LibraryWorld['fresh']>[0]

/** One pixel. */
export const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

/** Material of school A, or of university X for whoever acts for A, made as it is asked for. */
export function prepareLibrary(services: OpenServices, persona: Persona, at: At): LibraryWorld {
  const { viewer, account } = persona
  const isAtSchool = viewer?.organisationId === at.schoolId

  async function store(organisationId: string, purpose: string) {
    const { sha256, size } = await services.files.put(Readable.from([PIXEL]), { maxBytes: 1000 })
    const id = await insert(services, 'platform.files', {
      ...{ owner_organisation_id: organisationId, purpose, name: '像素.png', media_type: 'image/png', size },
      sha256: Buffer.from(sha256, 'hex'),
    })
    return { id, sha256, size }
  }

  /** The file as a package whose bytes are those of its one picture. */
  async function pack(fileId: string, { sha256, size }: { sha256: string; size: number }): Promise<string> {
    await services.systemPool.query(`update library.files set package = 'ready' where id = $1`, [fileId])
    await insertRow(services, 'library.packages', { file_id: fileId, files: 1, size, links: 0 })
    return insert(services, 'library.entries', {
      ...{
        file_id: fileId,
        path: '像素.png',
        folder: '',
        name: '像素.png',
        is_folder: false,
        files: 1,
        size,
        sha256,
      },
      ...{ media_type: 'image/png', starts: 0, packed: size, deflated: false },
    })
  }

  async function item(
    organisationId: string,
    { shared = false, access = 'open', trashed = false }: Fresh = {},
    { published = true, zip = false } = {},
  ) {
    const id = await insert(services, 'library.items', {
      ...{
        organisation_id: organisationId,
        by_name: '示例',
        kind: 'image',
        title_zh: '码头',
        title_en: 'Pier',
      },
      ...(shared ? { state: 'shared', licence: 'cc_by', audience: 'public', creators_agreed: true } : {}),
      ...{ access, uses: ['teach', 'show'], trashed_at: trashed ? new Date() : null },
    })
    const versionId = await insert(services, 'library.versions', {
      ...{ item_id: id, organisation_id: organisationId, number: 1, by_name: '示例' },
    })
    const stored = await store(organisationId, 'library.file')
    const fileId = await insert(services, 'library.files', {
      ...{ version_id: versionId, item_id: id, organisation_id: organisationId, file_id: stored.id },
      ...{ name: '像素.png', media_type: 'image/png', size: stored.size, sha256: stored.sha256 },
      ...{ preview: 'ready', width: 1, height: 1 },
    })
    const picture = await store(organisationId, 'library.preview')
    await insertRow(services, 'library.renditions', {
      ...{
        ...{ file_id: fileId, kind: 'thumb', stored_id: picture.id, sha256: picture.sha256 },
        ...{ media_type: 'image/png', length: picture.size, width: 1, height: 1 },
      },
    })
    const entryId = zip ? await pack(fileId, stored) : ''
    if (published)
      await services.systemPool.query('update library.versions set published_at = now() where id = $1', [
        versionId,
      ])
    return {
      ...{ item: { id, version: 1 }, versionId, fileId, entryId },
      facts: {
        ...{ organisationId, affiliationId: null, offered: shared, access, inAudience: true, granted: false },
        audience: shared ? ('public' as const) : ('organisation' as const),
      },
    }
  }
  const elsewhere = isAtSchool ? at.universityId : at.schoolId

  /** Something of another organisation, with the caller's receipt for it. */
  async function take({ recalled = false, zip = false }) {
    const made = await item(elsewhere, { shared: true }, { zip })
    const receipt = {
      organisationId: viewer?.organisationId ?? at.schoolId,
      affiliationId: viewer?.affiliationId ?? account.affiliationId,
    }
    const receiptId = await insert(services, 'library.receipts', {
      ...{ item_id: made.item.id, version_id: made.versionId, owner_id: elsewhere, licence: 'cc_by' },
      ...{
        organisation_id: receipt.organisationId,
        affiliation_id: receipt.affiliationId,
        uses: ['teach'],
      },
      ...{ by_name: '示例', title_zh: '码头', recalled_at: recalled ? new Date() : null },
    })
    return {
      ...{ receiptId, receipt, fileId: made.fileId, entryId: made.entryId },
      facts: { ...made.facts, receipt: true },
    }
  }

  return {
    groupId: at.groupId,
    fresh: options => item(at.schoolId, options),
    open: () => item(at.schoolId, {}, { published: false }),
    async package(taken = false) {
      if (taken) {
        const { fileId, entryId, facts } = await take({ zip: true })
        return { fileId, entryId, facts }
      }
      const { fileId, entryId, facts } = await item(at.schoolId, { shared: true }, { zip: true })
      return { fileId, entryId, facts: { ...facts, receipt: false } }
    },
    taken: recalled => take({ recalled }),
    async request(own = false) {
      const owner = own ? elsewhere : at.schoolId
      const made = await item(owner, { shared: true, access: 'request' })
      const affiliationId = own ? (viewer?.affiliationId ?? account.affiliationId) : null
      const id = await insert(services, 'library.requests', {
        ...{ item_id: made.item.id, owner_id: owner, affiliation_id: affiliationId, by_name: '示例' },
        ...{ organisation_id: own ? (viewer?.organisationId ?? at.askerId) : at.askerId, uses: ['teach'] },
        ...{ purpose: `课堂演示 ${randomUUID()}`, due_on: '2099-01-01' },
      })
      return { request: { id, version: 1 }, facts: made.facts, affiliationId }
    },
  }
}
