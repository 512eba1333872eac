import { on, type Route } from '#platform/server/http/route.ts'
import * as contract from '../contract.ts'
import { getGroupSite, getShown, saveGroupSite, saveShown } from './settings.ts'

export const routes: readonly Route[] = [
  on(contract.getGroupSite, getGroupSite),
  on(contract.saveGroupSite, saveGroupSite),
  on(contract.getShown, getShown),
  on(contract.saveShown, saveShown),
]
