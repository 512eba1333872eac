import { useFormat } from '#platform/web/format.ts'

/** A Chinese name, and how it is read for those who read English. */
export function Names({ row }: { row: { name: string; nameLatin: string | null } }) {
  const { language } = useFormat()
  if (language === 'zh' || !row.nameLatin) return row.name
  return (
    <>
      {row.name} <span className="caption">{row.nameLatin}</span>
    </>
  )
}
