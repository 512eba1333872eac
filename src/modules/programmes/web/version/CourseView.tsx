import { useTranslation } from 'react-i18next'
import { useFormat } from '#platform/web/format.ts'
import { FactList } from '#platform/web/ui/FactList.tsx'
import type { Course, PlanVersion } from '../../contract/versions.ts'
import { hoursOf } from '../../rules/plan.ts'

/** A course to read. */
export function CourseView({ plan, course }: { plan: PlanVersion; course: Course }) {
  const { t } = useTranslation()
  const { name, language } = useFormat()
  const join = (parts: string[]) => parts.join(language === 'zh' ? '、' : ', ')
  const before = course.requires.flatMap(id => plan.courses.find(other => other.id === id) ?? [])
  const aims = plan.frameworks.flatMap(framework =>
    framework.competencies.flatMap(competency => {
      const aim = course.aims.find(one => one.competencyId === competency.id)
      const levels = framework.levels
      return aim
        ? [
            `${name(competency.name)}（${(language === 'en' && levels.en[aim.level - 1]) || levels.zh[aim.level - 1]}）`,
          ]
        : []
    }),
  )
  return (
    <FactList
      facts={[
        { label: t('programmes.plan.course_code'), value: course.code },
        { label: t('programmes.field.kind'), value: t(`programmes.kind.${course.kind}`) },
        {
          label: t('programmes.plan.hours'),
          value: hoursOf(course),
          note: t('programmes.course.split', { theory: course.theoryHours, practice: course.practiceHours }),
        },
        { label: t('programmes.field.credits'), value: course.credits },
        { label: t('programmes.field.placementMonths'), value: course.placementMonths },
        { label: t('programmes.field.semester'), value: course.semester },
        { label: t('programmes.field.requires'), value: join(before.map(one => name(one.name))) },
        { label: t('programmes.field.aims'), value: join(aims) },
        { label: t('programmes.field.responsible'), value: course.responsible },
        { label: t('programmes.field.company'), value: course.company && name(course.company.name) },
      ]}
    />
  )
}
