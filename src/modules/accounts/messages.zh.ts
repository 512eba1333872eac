export const zh = {
  'error.accounts.sign_in_failed': '账号或密码不对。',
  'error.accounts.persona_missing': '没有这位演示人物。',
  'error.accounts.already_claimed': '这个人已经有账号了，不需要再邀请。',
  'error.accounts.affiliation_ended': '这个身份已经结束，不能再邀请。',
  'error.accounts.no_mail': '本平台还没有设置发信服务，不能发送邮件。',
  'error.accounts.class_all_claimed': '这个班没有还需要账号的学生。',
  'error.accounts.class_too_large': '一次最多打印 {{most}} 人的账号卡。',
  'error.accounts.code_not_valid':
    '这个码无效：可能输错了、用过了、过期了，或者已被收回。请与发码的单位核对。',
  'error.accounts.email_has_account': '这个邮箱已有账号。请先登录，再打开这个链接，把新身份加到您的账号里。',
  'error.accounts.password_wrong': '密码不对。',
  'error.accounts.not_claimed': '这个人还没有账号。请改用邀请码。',
  'error.accounts.reset_not_possible':
    '不能由贵单位重设：此人有已验证的邮箱、开启了两步验证，或者同时属于其他单位。请本人用邮箱找回。',
  'error.accounts.factor_wrong': '验证码不对，或者已经用过。',
  'error.accounts.factor_is_on': '两步验证已经开启。',
  'error.accounts.factor_is_off': '两步验证没有开启。',
  'error.accounts.challenge_over': '这一步已经失效，请重新输入账号和密码。',
  'problem.accounts.password_short': '至少 {{minimum}} 个字符',
  'problem.accounts.password_common': '太常见，很容易被猜到',
  'problem.accounts.password_personal': '不要用自己的姓名、编号或邮箱',
  'problem.accounts.password_wrong': '密码不对',
  'accounts.sheet.title': '{{name}} 账号卡',
  'accounts.sheet.organisation_code': '单位代码',
  'accounts.sheet.number': '编号',
  'accounts.sheet.code': '邀请码',
  'accounts.sheet.note': '扫码或打开本平台的“使用邀请码”页。{{until}} 前有效，只能用一次，请勿转给他人。',
  'accounts.letter.invitation.subject': '{{organisation}} 邀请您使用立交桥',
  'accounts.letter.invitation.text':
    '{{name}}，您好：\n\n{{organisation}} 邀请您使用人才培养立交桥。请打开下面的链接，设置密码：\n\n{{link}}\n\n也可以在“使用邀请码”页输入：{{code}}\n\n链接 14 天内有效，只能用一次。如果您不认识这家单位，请忽略这封信。\n',
  'accounts.letter.recovery.subject': '重设立交桥的密码',
  'accounts.letter.recovery.text':
    '您好：\n\n有人要求重设这个邮箱对应账号的密码。如果是您本人，请打开下面的链接：\n\n{{link}}\n\n链接 {{minutes}} 分钟内有效，只能用一次。如果不是您，请忽略这封信，密码不会改变。\n',
  'accounts.letter.email.subject': '确认您的邮箱',
  'accounts.letter.email.text':
    '{{name}}，您好：\n\n请打开下面的链接，确认这是您的邮箱：\n\n{{link}}\n\n链接 {{minutes}} 分钟内有效。如果不是您要求的，请忽略这封信。\n',
}

export type AccountsMessages = Record<keyof typeof zh, string>
