import type { Bilingual } from '../contract/fields.ts'
import type { Context } from './context.ts'

/** A text of the messages: its code, values, and names of which the reader's language is put in. */
type Told = {
  code: string
  data?: Record<string, string | number>
  names?: Record<string, Bilingual>
}

/** Something that needs the viewer. Its text is `home.<code>`, a line under it `home.<code>.note`. */
export type Waiting = Told & {
  /** The page where it is dealt with. */
  to: string
  urgency: 'now' | 'soon' | 'whenever'
  /** When it is due, or since when it waits. */
  at: Date | null
}
/** Something that happened within the viewer's scope. Its text is `news.<code>`. */
export type News = Told & {
  id: string
  at: Date
  to: string | null
}
/** A number about the viewer's own affairs. Its text is `figure.<code>`. */
export type Figure = { code: string; value: number; to: string | null }

/** What a module puts on the home page, all of it within what the context's viewer may see. */
export type HomeSource = {
  waiting?(context: Context): Promise<Waiting[]>
  news?(context: Context): Promise<News[]>
  figures?(context: Context): Promise<Figure[]>
}
