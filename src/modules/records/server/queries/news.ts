import type { Bilingual } from '#platform/contract/fields.ts'
import type { Context } from '#platform/server/context.ts'

type Row = {
  id: string
  at: Date
  code: 'recorded' | 'corrected' | 'answered'
  title: Bilingual
  learnerId: string
}

/** The latest outcomes, corrections and answers of the past month in the viewer's own records. */
export function selectNews({ query }: Pick<Context, 'query'>): Promise<Row[]> {
  return query<Row>({
    name: 'record-news',
    text: `select * from (
        (select f.id, coalesce(f.changed_at, f.recorded_at) as at, case when f.corrected then 'corrected' else 'recorded' end
            as code, f.payload -> 'title' as title, f.learner_id as "learnerId"
          from records.outcome_facts f where f.learner_id = any ((select members.viewer_learners())::uuid[])
            and f.organisation_id = any (select l.organisation_id from members.learners l
              where l.id = any ((select members.viewer_learners())::uuid[]))
            and f.state = 'confirmed' and coalesce(f.changed_at, f.recorded_at) > now() - interval '30 days'
            and f.payload is not null
          order by 2 desc limit 3)
        union all
        (select d.id, d.closed_at, 'answered', f.payload -> 'title', d.learner_id
          from records.disputes d join records.outcome_facts f on f.id = d.outcome_id
          where d.learner_id = any ((select members.viewer_learners())::uuid[]) and d.state = 'answered'
            and d.closed_at > now() - interval '30 days' and f.payload is not null order by 2 desc limit 3)) news
      order by at desc limit 5`,
    values: [],
  })
}
