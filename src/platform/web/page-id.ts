import { useParams } from 'react-router'

/** The `:id` of the page's address. */
export const usePageId = (): string => useParams().id ?? ''
