export const zh = {
  'error.records.result_exists': '该课程本学期的这次成绩已经记入档案，需要修改时请更正原记录。',
  'error.records.learner_missing': '本单位没有这名学习者。',
  'error.records.not_now': '这条记录目前不能这样处理，请刷新后再看。',
  'error.records.over': '这条记录已经失效，不能再处理。',
  'audit.records.outcome': '记入成果',
  'audit.records.outcomes': '批量记入成果',
  'audit.records.claim': '自行申报成果',
  'audit.records.confirmation': '确认成果',
  'audit.records.refusal': '不予确认成果',
  'audit.records.withdrawal': '撤回申报',
  'audit.records.correction': '更正成果',
  'audit.records.revocation': '撤销成果',
  'house.audit.subject.outcome': '成果',
}

export type RecordsMessages = Record<keyof typeof zh, string>
