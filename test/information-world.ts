import type { InformationWorld } from '#modules/information/contract/world.ts'
import type { Viewer } from '#platform/contract/access.ts'
import type { TestApp } from './app.ts'
import { freshCode, insert, insertAffiliation, insertPerson } from './rows.ts'
import { addAccount } from './sign-in.ts'

type Asker = { viewer: Viewer | null; account: { affiliationId: string } }

/** What examples of notices and to-dos need of whoever asks. */
export function prepareInformation(app: TestApp, asker: Asker): InformationWorld {
  const { services } = app
  const own = asker.account.affiliationId
  const row = async (id: string) => {
    const { rows } = await services.systemPool.query<{
      organisation_id: string
      group_id: string
      role: string
    }>('select organisation_id, group_id, role from members.affiliations where id = $1', [id])
    return rows[0] as { organisation_id: string; group_id: string; role: never }
  }
  const todo = (values: Record<string, unknown>) =>
    insert(services, 'information.todos', {
      desk: `a:${own}`,
      kind: 'information.example',
      path: '/todos',
      subject_kind: 'example',
      subject_id: freshCode(),
      ...values,
    })
  async function colleague() {
    const { organisation_id: organisationId, group_id, role } = await row(own)
    const personId = await insertPerson(services, '同事示例')
    await addAccount(app, { personId, affiliationId: null })
    return insertAffiliation(services, {
      ...{ organisationId, role, name: '同事示例', personId },
      ...(group_id ? { groupId: group_id } : {}),
    })
  }
  return {
    freshTodo: () => todo({}),
    colleague,
    handedOn: async () =>
      todo({ desk: `a:${await colleague()}`, handed_from: `a:${own}`, handed_at: new Date() }),
  }
}
