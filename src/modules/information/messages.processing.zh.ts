export const zh = {
  'processing.information.notices': '通知、阅读回执与评论',
  'processing.information.notices.data': '谁读过哪则通知，谁写过什么评论',
  'processing.information.notices.purpose': '让通知送达，让发布人知道是否送达',
  'processing.information.notices.who':
    '发布人看到谁读过；收到同一通知的人看到评论；学生和家长不在企业能读的通知下发言',
  'processing.information.notices.kept': '与通知同期；账号注销时回执删除，评论清空',
  'processing.information.todos': '待办',
  'processing.information.todos.data': '等某人处理的事项，转交人与接手人的姓名',
  'processing.information.todos.purpose': '让人知道什么在等自己',
  'processing.information.todos.who': '该事项所在单位中有相应身份的人',
  'processing.information.todos.kept': '办完后半年',
  'processing.information.letters': '邮件摘要与日历订阅',
  'processing.information.letters.data': '寄送频率与语言，订阅地址的摘要',
  'processing.information.letters.purpose': '按本人意愿寄送待办与通知',
  'processing.information.letters.who': '只有本人',
  'processing.information.letters.kept': '直到本人停用或注销账号',
}

export type ProcessingMessages = Record<keyof typeof zh, string>
