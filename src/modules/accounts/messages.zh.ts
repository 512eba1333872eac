export const zh = {
  'error.accounts.sign_in_failed': '账号或密码不对。',
  'error.accounts.persona_missing': '没有这位演示人物。',
  'error.accounts.affiliation_missing': '没有找到，或者您无权查看。',
}

export type AccountsMessages = Record<keyof typeof zh, string>
