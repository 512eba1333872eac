import { addressOf } from '#platform/contract/client.ts'
import { getIssuedPicture, getPicture } from '../contract.ts'

type Pictured = { id: string; picture: string | null }

/** Where the own picture of a design lies, or of a credential's design; null where it has the drawn sign. */
export const ownOfTemplate = ({ id, picture }: Pictured) =>
  picture && addressOf(getPicture, { params: { id }, query: { v: picture } })
export const ownOfIssued = ({ id, picture }: Pictured) =>
  picture && addressOf(getIssuedPicture, { params: { id }, query: { v: picture } })
