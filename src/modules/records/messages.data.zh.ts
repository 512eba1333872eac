/** What the module keeps about people, as *My data* and the register of processing tell it. */
export const zh = {
  'data.records.outcomes': '成长档案',
  'data.records.outcomes.note':
    '学校和单位为您确认的成果属于学校的档案，您注销账号后由学校决定保留多久；没有人确认的申报会随账号删除。内容有误时，请在档案里提出异议。',
  'data.records.disputes': '您提出的异议',
  'data.records.disputes.note':
    '确认成果的单位可以看到。您注销账号后，对自己档案的异议会撤回，姓名和理由会去掉；作为监护人提出的，去掉姓名。',
  'data.records.answers': '您代表单位答复的异议',
  'data.records.answers.note': '答复是单位的行为：您注销账号后仍然保留，姓名会去掉。',
  'data.records.shares': '您分享的档案',
  'data.records.shares.note': '链接的密钥只存不可还原的摘要。您注销账号后，全部分享随即停止并删除。',
  'data.records.openings': '谁打开过您分享的档案',
  'data.records.openings.note': '单位的人留下姓名，凭链接打开的人不留。随分享一起删除。',
  'data.records.transcripts': '您打印的学业成果证明',
  'data.records.transcripts.note':
    '您注销账号后，文件会删除，您自己的证明不能再核验；为他人打印的仍可凭编号核验。',
  'data.records.evidence': '您上传的佐证材料',
  'data.records.evidence.note': '写进成果的随该成果保存，没有用上的一天后删除。',
  'data.records.entered': '您录入的成绩单和成绩表',
  'data.records.entered.note':
    '属于学校。您注销账号后，成绩单和成绩表上的姓名会去掉；成果上的登记人姓名是档案内容的一部分，随成果保存。',
  'data.records.dispute.open': '等待答复',
  'data.records.dispute.answered': '已答复',
  'data.records.dispute.withdrawn': '已撤回',
  'data.records.share.open': '分享中',
  'data.records.share.over': '已到期',
  'data.records.share.revoked': '已停止',
  'data.field.title': '名称',
  'data.field.kind': '类别',
  'data.field.term': '学期',
  'data.field.level': '级别',
  'data.field.prize': '奖次',
  'data.field.score': '成绩',
  'data.field.certificate': '证书',
  'data.field.confirmed_by': '确认单位',
  'data.field.reader': '打开的人',
  'data.field.times': '次数',
  'data.field.check_number': '核验编号',
  'processing.records.outcomes': '成长档案',
  'processing.records.outcomes.data':
    '课程成绩、作品、奖项、证书、实习等成果及佐证材料，登记人姓名，异议与答复',
  'processing.records.outcomes.purpose': '记下学习者取得的成果，使其可查、可信、可改正',
  'processing.records.outcomes.who':
    '本人、未成年人的监护人、本校教师和管理员、确认该成果的单位；仅自己可见的，学校看不到',
  'processing.records.outcomes.kept':
    '随学校的登记保存，登记删除时成果内容一并删除；没有人确认的申报随账号删除',
  'processing.records.shares': '档案的分享与打印',
  'processing.records.shares.data': '分享了哪些成果、给谁、到哪天，谁在哪天打开过；打印的学业成果证明',
  'processing.records.shares.purpose': '由本人决定向谁出示档案，并看到谁打开过',
  'processing.records.shares.who': '本人；收到分享的单位；持有链接或证明编号的人，只看到所出示的内容',
  'processing.records.shares.kept': '到期或停止后不能再打开；随账号删除',
}

export type DataMessages = Record<keyof typeof zh, string>
