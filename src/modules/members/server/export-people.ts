import type { Context } from '#platform/server/context.ts'
import type { TableCell, TableColumn } from '#platform/server/documents/table-content.ts'
import type { Handler } from '#platform/server/http/route.ts'
import type { exportPeople as contract, PeopleFilters } from '../contract/people.ts'
import { ownOrganisation } from './people.ts'
import { type ExportRow, selectExport } from './queries/people-export.ts'
import { tableFile } from './table-file.ts'

/** Names as official tables have them, which the roster import knows, too. */
const COLUMNS: TableColumn[] = [
  { header: '学籍号', width: 22 },
  { header: '人员编号', width: 16 },
  { header: '姓名', width: 14 },
  { header: '拼音', width: 20 },
  { header: '身份', width: 14 },
  { header: '班级', width: 18 },
  { header: '年级', width: 8 },
  { header: '专业', width: 24 },
  { header: '职务', width: 18 },
  { header: '英文职务', width: 24 },
  { header: '电子邮箱', width: 28 },
  { header: '手机号码', width: 18 },
  { header: '出生日期', width: 12, kind: 'date' },
  { header: '加入日期', width: 12, kind: 'date' },
  { header: '结束日期', width: 12, kind: 'date' },
]
const BATCH = 1000

/** Written the same in every language of the reader, since the roster import reads them again. */
const ROLE_NAMES: Record<ExportRow['role'], string> = {
  student: '学生',
  guardian: '监护人',
  teacher: '教师',
  school_admin: '学校管理员',
  company_hr: '企业人事',
  mentor: '企业导师',
  expert: '专家',
  association_staff: '协会工作人员',
  authority_observer: '主管部门观察员',
  secretariat: '秘书处',
  resident: '社会学员',
}

export const exportPeople: Handler<typeof contract> = async (context, { query }) => {
  const organisationId = ownOrganisation(context)
  return tableFile(query.format, {
    name: '人员名册',
    columns: COLUMNS,
    rows: rows(context, organisationId, query),
  })
}

/** The file leaves after the request's own transaction has ended, so each batch reads as the viewer anew. */
async function* rows(
  context: Context,
  organisationId: string,
  filters: PeopleFilters,
): AsyncGenerator<TableCell[]> {
  for (let after: string | undefined, more = true; more; ) {
    const page = await context.reread(reach =>
      selectExport(reach.db, organisationId, filters, { after, limit: BATCH }),
    )
    context.noteReading(
      organisationId,
      page.rows.map(row => row.id),
    )
    for (const row of page.rows) yield cells(row)
    more = page.next !== null
    after = page.next ?? undefined
  }
}

function cells(row: ExportRow): TableCell[] {
  return [
    row.externalId,
    row.number,
    row.name,
    row.nameLatin,
    ROLE_NAMES[row.role],
    row.className,
    row.cohort === null ? null : `${row.cohort}级`,
    row.programmeZh,
    row.positionZh,
    row.positionEn,
    row.email,
    row.phone,
    row.birthDate,
    row.startsOn,
    row.endsOn,
  ]
}
