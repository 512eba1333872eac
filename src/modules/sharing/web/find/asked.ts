import { daysAfter, today } from '#platform/contract/days.ts'
import { OFFER_KINDS, type OfferKind, PARTS_OF_DAY, type PartOfDay } from '../../rules/vocabulary.ts'

export type WishValue = { kind?: OfferKind | undefined; units?: number | null; words?: string }
export type FindValues = {
  wishes: WishValue[]
  people: number
  weekdays: number[]
  part: PartOfDay
  hours: number
  fromDay: string
  untilDay: string
  km?: number | null
}

/** Marks that part the wishes in the address. */
const written = (words: string | undefined) => (words ?? '').replace(/[*|]/g, ' ').trim()

/** What is asked for, as it stands in the address. */
export function toSearch(values: FindValues): URLSearchParams {
  const wishes = values.wishes.map(
    ({ kind, units, words }) => `${kind ?? ''}*${units ?? 1}*${written(words)}`,
  )
  const search = new URLSearchParams({
    ...{ wishes: wishes.join('|'), people: String(values.people), weekdays: values.weekdays.join(',') },
    ...{ part: values.part, minutes: String(Math.round(values.hours * 60)) },
    ...{ fromDay: values.fromDay, untilDay: values.untilDay },
  })
  if (values.km) search.set('km', String(values.km))
  return search
}

const isPart = (text: string | null): text is PartOfDay => text !== null && text in PARTS_OF_DAY

/** The question of an address; null where it asks nothing yet. */
export function queryOf(search: URLSearchParams) {
  const [wishes, weekdays, part] = [search.get('wishes'), search.get('weekdays'), search.get('part')]
  if (!wishes || !weekdays || !isPart(part)) return null
  return {
    ...{
      wishes,
      weekdays,
      part,
      people: Number(search.get('people')),
      minutes: Number(search.get('minutes')),
    },
    ...{ fromDay: search.get('fromDay') ?? today(), untilDay: search.get('untilDay') ?? today() },
    km: Number(search.get('km')) || undefined,
  }
}

/** The form as an address fills it. */
export function toValues(search: URLSearchParams): Partial<FindValues> {
  const query = queryOf(search)
  if (!query)
    return {
      ...{ wishes: [{ units: 1 }, { units: 1 }], weekdays: [], part: 'afternoon', hours: 2 },
      ...{ fromDay: today(), untilDay: daysAfter(today(), 28) },
    }
  const { wishes, weekdays, minutes, ...rest } = query
  return {
    ...rest,
    weekdays: weekdays.split(',').map(Number),
    hours: minutes / 60,
    wishes: wishes.split('|').map(one => {
      const [kind, units, words] = one.split('*')
      return {
        ...{ kind: OFFER_KINDS.find(known => known === kind), units: Number(units) || 1, words: words ?? '' },
      }
    }),
  }
}
