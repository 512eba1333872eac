import { demoId } from '../random.ts'
import { ITEMS } from './told.ts'

export const itemId = (key: string) => demoId(`library item ${key}`)
export const ITEM_IDS = ITEMS.map(({ key }) => itemId(key))
