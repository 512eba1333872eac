import { headed, tableFile } from '#modules/members/server/index.ts'
import type { Context } from '#platform/server/context.ts'
import type { TableCell } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportDoor as contract } from '../contract/door.ts'
import { clockOf } from '../rules/zone.ts'
import { supervised } from './door.ts'
import { type Guest, selectRoster } from './queries/door.ts'

const WIDTHS = { name: 20, number: 16, role: 14, signed_in: 12, present: 12 }

/** Who was expected at a booking and who came, as it stands. */
export const exportDoor: Handler<typeof contract> = async (context, { params, query }) => {
  const { db, language, text } = context
  const booking = await supervised(context, params.id)
  const guests = await selectRoster(db, booking.id)
  context.noteReading(
    booking.organisationId,
    guests.map(({ affiliationId }) => affiliationId),
  )
  return tableFile(query.format, {
    name: text(language, 'sharing.door.title'),
    columns: headed(context, 'sharing.column', WIDTHS),
    rows: cells(context, guests),
  })
}

async function* cells({ language, text }: Context, guests: readonly Guest[]): AsyncGenerator<TableCell[]> {
  for (const { name, number, role, arrivedAt, present } of guests)
    yield [
      ...[name, number, text(language, `role.${role}`), arrivedAt ? clockOf(arrivedAt.getTime()) : null],
      present === null ? null : text(language, present ? 'data.yes' : 'data.no'),
    ]
}
