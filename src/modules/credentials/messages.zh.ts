/** What the module's server says: refusals, to-dos, audit, paper. Words of the pages are in messages.pages. */
export const zh = {
  'credentials.column.id': '凭证编号',
  'credentials.column.learner': '姓名',
  'credentials.column.name': '凭证名称',
  'credentials.column.kind': '类别',
  'credentials.column.level': '等级',
  'credentials.column.awarded': '取得日期',
  'credentials.column.until': '有效期至',
  'credentials.column.state': '状态',
  'error.credentials.picture_broken': '文件损坏，或不是完整的 PNG、SVG 图片。',
  'error.credentials.picture_doctype': 'SVG 中含有文档类型声明，请去掉后重新导出。',
  'error.credentials.picture_lettering':
    'SVG 中含有文字。没有相应字体的设备会显示错误，请先转为轮廓（曲线）。',
  'error.credentials.picture_no_size': 'SVG 没有写明大小，或长宽之比超过 4。',
  'error.credentials.picture_too_large': '图片过大、过细，请简化后再上传。',
  'error.credentials.picture_kind': '请上传 PNG 或 SVG 图片。',
  'error.credentials.picture_too_many_pixels': '图片像素过多，请缩小后再上传。',
  'error.credentials.picture_too_small': '图片太小，长和宽都不能少于 128 像素。',
  'error.credentials.picture_too_slow': '图片太复杂，处理超时，请简化后再上传。',
  'error.credentials.one_plus_x':
    '1+X 职业技能等级证书由培训评价组织颁发，集团和成员单位不能代发。请到学习记录中登记证书编号和凭据。',
  'error.credentials.archived': '这个模板已停用，请先恢复使用。',
  'error.credentials.level': '请选择模板中的一个等级；没有等级的模板不要选。',
  'error.credentials.future': '取得日期不能晚于今天。',
  'error.credentials.ends_before': '有效期必须晚于取得日期，也必须晚于今天。',
  'error.credentials.learners': '有人不在您可以颁发的范围内，或者一个人也没有选。请重新选择。',
  'error.credentials.too_many': '一次最多颁发给 {{most}} 人，请分几次进行。',
  'error.credentials.no_outcome': '这个模板没有写明凭哪种学习成果颁发，请先在模板中填写。',
  'error.credentials.outcomes':
    '有的成果不符合模板的要求、不是本校学生的、有异议，或者已经颁发过。请重新选择。',
  'error.credentials.outcome_taken': '其中一项成果刚刚由别人颁发了凭证，请重新选择。',
  'error.credentials.withdrawn_already': '这一批已经撤回。',
  'error.credentials.delivered_already': '这一批已经送达，不能再撤回；需要时可以逐份撤销。',
  'error.credentials.not_delivered': '这份凭证还没有送达，送达之后才能这样做。送达之前可以整批撤回。',
  'error.credentials.revoked_already': '这份凭证已经撤销，撤销不能收回。',
  'error.credentials.suspended_already': '这份凭证已经暂停。',
  'error.credentials.not_suspended': '这份凭证没有暂停。',
  'error.credentials.not_signed': '这份凭证还在签名，请稍后再试。',
  'error.credentials.nothing_to_review': '依据的成果没有变动，无须处理。',
  'error.credentials.erased': '这份凭证的内容已随持有人的登记删除，无法再下载。',
  'error.credentials.none_yet': '您还没有凭证，等收到第一份之后再来。',
  'error.credentials.vc_api_off': '这里没有开放凭证接口。',
  'error.credentials.vc_refused': '不接受：{{problem}}',
  'todo.credentials.received': '您收到一份凭证：{{name}}',
  'todo.credentials.suspended': '您的凭证被暂停：{{name}}，请看原因',
  'todo.credentials.lifted': '您的凭证恢复有效：{{name}}',
  'todo.credentials.review': '凭证“{{name}}”依据的成果有变动，请决定撤销还是保留',
  'todo.credentials.revoked': '您的凭证被撤销：{{name}}，请看原因',
  'house.audit.subject.credential': '凭证',
  'house.audit.subject.credential_template': '凭证模板',
  'house.audit.subject.credential_batch': '一批凭证',
  'house.audit.subject.credential_issuer': '颁发者',
  'house.audit.subject.credential_record': '学习记录',
  'audit.credentials.picture_set': '凭证模板换上自己的图片',
  'audit.credentials.picture_removed': '凭证模板去掉自己的图片',
  'audit.credentials.template_created': '新建凭证模板',
  'audit.credentials.template_changed': '修改凭证模板',
  'audit.credentials.template_archived': '停用或恢复凭证模板',
  'audit.credentials.issued': '颁发凭证',
  'audit.credentials.issued_for_outcomes': '按学习成果颁发凭证',
  'audit.credentials.withdrawn': '撤回未送达的凭证',
  'audit.credentials.suspended': '暂停凭证',
  'audit.credentials.lifted': '恢复凭证',
  'audit.credentials.revoked': '撤销凭证',
  'audit.credentials.kept': '成果变动后保留凭证',
  'audit.credentials.key_rotated': '更换签名密钥',
  'audit.credentials.issued_by_api': '通过接口签发凭证',
  'audit.credentials.record_signed': '签发本人学习记录',
  'accounts.scope.credentials.issue': '签发凭证（VC-API）',
  'accounts.scope.credentials.verify': '核验凭证（VC-API）',
  'credentials.kind.completion': '结业',
  'credentials.kind.award': '奖项',
  'credentials.kind.project': '项目',
  'credentials.kind.contribution': '贡献',
  'credentials.state.prepared': '待送达',
  'credentials.state.in_force': '有效',
  'credentials.state.suspended': '已暂停',
  'credentials.state.revoked': '已撤销',
  'credentials.state.expired': '已过期',
  'credentials.paper.completion': '结业凭证 · Certificate of completion',
  'credentials.paper.award': '获奖凭证 · Award',
  'credentials.paper.project': '项目凭证 · Project',
  'credentials.paper.contribution': '贡献凭证 · Contribution',
  'credentials.paper.said': '{{issuer}}于{{day}}授予',
  'credentials.paper.said_level': '{{issuer}}于{{day}}授予，等级：{{level}}',
  'credentials.paper.until': '有效期至{{day}}',
  'credentials.paper.verify': '扫码或打开下面的地址，可以核验今天是否有效。',
  'credentials.bundle.text': `这个文件夹可以在没有网络、没有我们的服务器时核验一份凭证。

凭证：{{name}}
授予：{{learner}}
颁发者：{{issuer}}
颁发者标识：{{did}}
导出时间：{{at}}

离线核验能够得出的结论：内容是否未被改动；截至状态清单上的日期，是否被撤销或暂停；此后的状态未知。
离线核验不能得出：颁发者今天是否仍是集团成员，出示的人是不是本人。

credential.json  带 Data Integrity 签名（eddsa-rdfc-2022）的凭证
credential.jwt   同一份凭证，vc+jwt 形式
did.json         颁发者的 DID 文档和公钥
status-*.json    颁发者签名的撤销清单和暂停清单，validFrom 是其日期
contexts/        凭证所用的 JSON-LD 上下文，index.json 列出各自的地址
verify.mjs       用 Node.js 运行：node verify.mjs
`,
} as const
