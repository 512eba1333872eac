/** What the module keeps about people, as *My data* and the register of processing tell it. */
export const zh = {
  'data.credentials.held': '您获得的凭证',
  'data.credentials.held.note':
    '您下载的凭证归您所有，注销账号后仍可核验。颁发单位要对已颁发的凭证负责，须能答复是否有效，所以颁发记录保存到您的登记删除为止，期限见处理记录；之后只留状态。准备中的凭证发出后才列在这里。',
  'data.credentials.signed': '您代表单位颁发的凭证',
  'data.credentials.signed.note': '颁发是单位的行为：您注销账号后凭证仍然有效，姓名会去掉。',
  'data.credentials.steps': '您代表单位暂停、恢复或撤销的凭证',
  'data.credentials.steps.note': '持有人可以看到理由；您注销账号后理由保留，姓名会去掉。',
  'data.field.credential': '凭证',
  'data.field.credential_id': '凭证编号',
  'data.field.evidence': '依据',
  'data.field.issuer': '颁发者',
  'data.field.holders': '人数',
  'processing.credentials.issued': '凭证的颁发与状态',
  'processing.credentials.issued.data':
    '持有人姓名、凭证名称与等级、依据的成果、日期、状态与理由，经办人姓名',
  'processing.credentials.issued.purpose': '颁发离开本平台也能核验的凭证，并说明是否仍然有效',
  'processing.credentials.issued.who':
    '本人、未成年人的监护人、颁发单位；持有凭证编号或文件的人可以核验；状态清单不含姓名',
  'processing.credentials.issued.kept':
    '颁发单位须能答复已颁发的凭证是否有效，所以账号注销后仍随持有人的登记保存；登记删除时姓名与内容一并删除，尚未发出的随即撤回，只留状态；经办人姓名随其账号去掉',
}

export type DataMessages = Record<keyof typeof zh, string>
