-- What organisations of a group usually agree on, and the clauses one begins with. Numbers are blanks (＿＿): they are
-- the parties' to fill in, and a text with a blank is not sent.
insert into agreements.kinds (code, place, name_zh, name_en, summary_zh, summary_en, roles, by_cohort, open, template)
values
  ('through_training', 1, '贯通培养协议', 'Through-training agreement',
    '中职与高职、高职与本科分段衔接培养：谁输送、谁接收，按什么条件升段。',
    'Secondary school and college, or college and university, train one cohort in stages: who sends, who receives, and on what conditions one moves on.',
    '{sender,receiver,company,witness}', true, true, $json$[
    {"title": {"zh": "合作内容与学制", "en": "Subject and length"},
     "text": {"zh": "甲、乙双方对＿＿专业实行“＿＿”分段衔接培养，前段在甲方就读＿＿年，后段在乙方就读＿＿年。", "en": "The parties train students of ＿＿ in stages (＿＿): ＿＿ years at the sending school, then ＿＿ years at the receiving one."}},
    {"title": {"zh": "适用对象与招生", "en": "Who it is for"},
     "text": {"zh": "本协议适用于协议所列入学年份的学生。每届计划＿＿人，以教育行政部门下达的计划为准。", "en": "This agreement is for students of the years of entry named in it. ＿＿ places a year are planned; the education authority's plan prevails."}},
    {"title": {"zh": "一体化培养方案", "en": "One training plan"},
     "text": {"zh": "双方共同制定一体化人才培养方案，课程不重复、能力逐级衔接。方案修订须经双方专业负责人确认。", "en": "The parties draw up one training plan together: no course twice, each level building on the one before. Changes need the consent of both programme leads."}},
    {"title": {"zh": "转段考核", "en": "Moving on"},
     "text": {"zh": "学生在前段结束时参加转段考核。考核的内容、标准与时间提前一个学期公布，结果告知学生本人并说明理由。", "en": "Students are assessed at the end of the first stage. What is assessed, by which standard and when is published one term ahead; each student is told the result and the reasons."}},
    {"title": {"zh": "未能转段的学生", "en": "Students who do not move on"},
     "text": {"zh": "未通过转段考核的学生，可在甲方完成学业并取得毕业证书；已取得的学习成果计入学分银行。", "en": "Whoever does not move on completes their studies at the sending school and graduates there; what they have achieved goes to the credit bank."}},
    {"title": {"zh": "停止招生后的安排", "en": "If the path closes"},
     "text": {"zh": "本协议停止执行时，已入学的学生按入学时的约定完成学业。", "en": "If this agreement ends, students who have entered complete their studies on the terms of their entry."}}
    ]$json$),
  ('credit_recognition', 2, '学分认定协议', 'Agreement on recognition of credit',
    '接收方承认哪些学习成果，折算为哪些课程的学分。',
    'Which outcomes the receiving school recognises, and as credit for which courses.',
    '{receiver,sender,company,witness}', true, true, $json$[
    {"title": {"zh": "认定范围", "en": "What is recognised"},
     "text": {"zh": "接收方对学生在合作单位取得的课程、证书、竞赛与项目成果予以认定，认定的成果须有凭证。", "en": "The receiving school recognises courses, certificates, awards and projects achieved with the partners. Each needs its evidence."}},
    {"title": {"zh": "认定原则", "en": "Principles"},
     "text": {"zh": "同一成果对同一专业只认定一次；认定决定由接收方专业委员会作出，须写明依据与理由。", "en": "An outcome counts once for a programme. The committee of the receiving programme decides and states grounds and reasons."}},
    {"title": {"zh": "申诉", "en": "Appeal"},
     "text": {"zh": "学生对认定结果有异议的，可在收到决定后＿＿日内提出申诉。", "en": "A student who disagrees may appeal within ＿＿ days of receiving the decision."}}
    ]$json$),
  ('top_up', 3, '专升本衔接协议', 'Top-up agreement',
    '高职毕业生进入本科阶段学习的条件与学分承认。',
    'How graduates of a college enter a bachelor programme, and what they bring along.',
    '{sender,receiver,witness}', true, true, $json$[
    {"title": {"zh": "衔接专业", "en": "Programmes"},
     "text": {"zh": "甲方＿＿专业的毕业生，可申请进入乙方＿＿专业学习。", "en": "Graduates of ＿＿ at the college may apply for ＿＿ at the university."}},
    {"title": {"zh": "录取", "en": "Admission"},
     "text": {"zh": "录取以国家与本省专升本政策为准；双方不作超出政策的承诺。", "en": "Admission follows the policy of the state and the province; the parties promise nothing beyond it."}},
    {"title": {"zh": "课程衔接", "en": "Courses"},
     "text": {"zh": "双方每年核对课程，明确可以免修的课程与需要补修的课程，并在申请前公布。", "en": "The parties compare their courses every year and publish, before applications open, what need not be taken again and what has to be made up."}}
    ]$json$),
  ('order_class', 4, '订单班协议', 'Order-class agreement',
    '企业与学校按岗位需求共同组班：人数、课程、师资、录用承诺。',
    'A company and a school run a class for posts the company has: seats, courses, teachers, hiring.',
    '{school,company,witness}', true, false, $json$[
    {"title": {"zh": "组班", "en": "The class"},
     "text": {"zh": "双方在＿＿专业开设“＿＿”订单班，每届＿＿人，学生自愿报名，双向选择。", "en": "The parties run the order class “＿＿” in ＿＿ with ＿＿ seats a year. Students apply of their own will, and both sides choose."}},
    {"title": {"zh": "课程与师资", "en": "Courses and teachers"},
     "text": {"zh": "企业提供＿＿门企业课程并派出授课人员，学校负责教学组织与质量监控。", "en": "The company provides ＿＿ courses and the people to teach them; the school organises teaching and watches its quality."}},
    {"title": {"zh": "学生权益", "en": "Students' rights"},
     "text": {"zh": "不得向学生收取押金、培训费、管理费或中介费。学生有权退出订单班并回到原专业学习。", "en": "No deposit and no training, management or placement fee is taken from students. A student may leave the class and return to the programme."}},
    {"title": {"zh": "录用", "en": "Hiring"},
     "text": {"zh": "学生毕业考核合格的，企业按岗位说明录用不少于＿＿％；未录用的，企业书面说明理由。", "en": "Of the graduates who pass, the company hires at least ＿＿ % for the posts described, and gives its reasons in writing where it does not."}},
    {"title": {"zh": "提前终止", "en": "Ending early"},
     "text": {"zh": "企业情况变化不能继续的，应提前一个学期告知；已在班的学生由学校安排转回原专业。", "en": "If the company cannot go on, it says so one term ahead; the school places the students of the class back in the programme."}}
    ]$json$),
  ('practice_base', 5, '实践教学基地共建协议', 'Practice-base agreement',
    '企业或学校提供实践场地与设备：容量、安全、时段、费用。',
    'A company or a school offers rooms and equipment for practice: capacity, safety, times, costs.',
    '{host,user,witness}', false, false, $json$[
    {"title": {"zh": "基地与容量", "en": "Base and capacity"},
     "text": {"zh": "基地方提供＿＿作为实践教学基地，可同时容纳＿＿人。", "en": "The host provides ＿＿ as a practice base for up to ＿＿ people at a time."}},
    {"title": {"zh": "使用安排", "en": "Use"},
     "text": {"zh": "使用方按学期提出计划，双方确认后排定；基地方自有教学或生产优先。", "en": "The user proposes a plan each term and both confirm it; the host's own teaching or production goes first."}},
    {"title": {"zh": "安全", "en": "Safety"},
     "text": {"zh": "学生进入基地前须完成安全教育；使用方指定带队教师，基地方指定安全负责人。", "en": "Students are instructed in safety before they enter. The user names a teacher in charge, the host a person in charge of safety."}},
    {"title": {"zh": "费用与耗材", "en": "Costs and consumables"},
     "text": {"zh": "场地与设备按成本核算，标准为＿＿；耗材由使用方承担。不向学生收费。", "en": "Rooms and equipment are charged at cost: ＿＿. The user pays for consumables. Students pay nothing."}}
    ]$json$),
  ('resource_sharing', 6, '资源共享协议', 'Resource-sharing agreement',
    '课程、素材、设备或师资在成员间共享的条件。',
    'On what terms members share courses, assets, equipment or staff.',
    '{provider,user,witness}', false, true, $json$[
    {"title": {"zh": "共享的资源", "en": "What is shared"},
     "text": {"zh": "提供方将＿＿提供给使用方用于教学，权属不变。", "en": "The provider lets the user have ＿＿ for teaching. Ownership does not change."}},
    {"title": {"zh": "授权范围", "en": "Licence"},
     "text": {"zh": "使用方可在本校教学中使用，不得转授他人；署名按提供方要求。", "en": "The user may use it in its own teaching and not pass it on; credit is given as the provider asks."}},
    {"title": {"zh": "维护与反馈", "en": "Upkeep"},
     "text": {"zh": "提供方负责更新，使用方每学期反馈使用情况。", "en": "The provider keeps it up to date; the user reports on its use each term."}}
    ]$json$),
  ('cooperation', 7, '校企合作框架协议', 'Framework agreement on cooperation',
    '学校与企业合作的总约定，具体事项另订协议。',
    'What a school and a company do together in general; details follow in agreements of their own.',
    '{school,company,partner,witness}', false, true, $json$[
    {"title": {"zh": "合作领域", "en": "Fields"},
     "text": {"zh": "双方在人才培养、课程开发、师资交流与技术服务等方面开展合作。", "en": "The parties work together on training, courses, exchange of staff and technical services."}},
    {"title": {"zh": "联络", "en": "Contacts"},
     "text": {"zh": "双方各指定一名联络人，每学期至少会商一次。", "en": "Each party names a contact; they meet at least once a term."}},
    {"title": {"zh": "知识产权与保密", "en": "Rights and confidentiality"},
     "text": {"zh": "合作中产生的成果，权属在具体协议中约定；双方对知悉的商业与个人信息保密。", "en": "Who owns what is made together is settled in each agreement. Both keep business and personal information confidential."}}
    ]$json$);
