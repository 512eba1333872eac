import { partsOf } from './part.ts'

/**
 * Characters of given names by who bears them. The young are named otherwise than their teachers, and a name
 * of two is put together from one of `first` and one of `last`; `single` stand alone.
 */
export const GIVEN = {
  young: {
    male: {
      first: partsOf(`
        子 zi 浩 hao 宇 yu 俊 jun 嘉 jia 梓 zi 一 yi 泽 ze 奕 yi 思 si 天 tian 文 wen 明 ming 佳 jia 皓 hao
        睿 rui 逸 yi 博 bo 晨 chen 家 jia 承 cheng 景 jing 沐 mu 书 shu 启 qi 昊 hao 铭 ming 正 zheng 星 xing 以 yi`),
      last: partsOf(`
        轩 xuan 然 ran 涵 han 宇 yu 杰 jie 豪 hao 航 hang 泽 ze 阳 yang 昂 ang 辰 chen 霖 lin 熙 xi 哲 zhe 远 yuan
        睿 rui 恒 heng 诚 cheng 川 chuan 帆 fan 礼 li 乐 le 铭 ming 晖 hui 安 an 屹 yi 翔 xiang 霆 ting 舟 zhou 钧 jun`),
      single: partsOf('皓 hao 睿 rui 晨 chen 宇 yu 轩 xuan 旭 xu 辰 chen 帆 fan 昊 hao 恺 kai 越 yue 彬 bin'),
    },
    female: {
      first: partsOf(`
        雨 yu 梓 zi 欣 xin 思 si 诗 shi 佳 jia 心 xin 语 yu 若 ruo 可 ke 一 yi 紫 zi 梦 meng 静 jing 晓 xiao
        婉 wan 子 zi 沐 mu 依 yi 嘉 jia 清 qing 书 shu 乐 le 安 an 芷 zhi 亦 yi 艺 yi 念 nian 秋 qiu 云 yun`),
      last: partsOf(`
        桐 tong 涵 han 怡 yi 妍 yan 琪 qi 萱 xuan 彤 tong 瑶 yao 涵 han 婷 ting 悦 yue 晴 qing 菲 fei 宁 ning 雯 wen
        琳 lin 颖 ying 蕊 rui 冉 ran 欣 xin 溪 xi 墨 mo 柠 ning 禾 he 苒 ran 曦 xi 月 yue 薇 wei 瑾 jin 芊 qian`),
      single: partsOf(
        '涵 han 妍 yan 颖 ying 悦 yue 晴 qing 琪 qi 萱 xuan 璇 xuan 彤 tong 菡 han 钰 yu 玥 yue',
      ),
    },
  },
  grown: {
    male: {
      first: partsOf(`
        建 jian 志 zhi 国 guo 文 wen 海 hai 永 yong 晓 xiao 立 li 振 zhen 家 jia 少 shao 德 de 世 shi 庆 qing 学 xue
        宏 hong 新 xin 春 chun 玉 yu 光 guang 明 ming 大 da 云 yun 东 dong 长 chang 景 jing 绍 shao 伟 wei 俊 jun 向 xiang`),
      last: partsOf(`
        军 jun 强 qiang 华 hua 平 ping 明 ming 辉 hui 东 dong 林 lin 峰 feng 波 bo 民 min 斌 bin 涛 tao 龙 long 勇 yong
        刚 gang 亮 liang 毅 yi 松 song 生 sheng 飞 fei 成 cheng 祥 xiang 鹏 peng 昌 chang 清 qing 山 shan 洲 zhou 晖 hui 锋 feng`),
      single: partsOf(`
        伟 wei 勇 yong 军 jun 磊 lei 涛 tao 超 chao 强 qiang 鹏 peng 杰 jie 波 bo 斌 bin 刚 gang 毅 yi 凯 kai 峰 feng
        亮 liang 健 jian 飞 fei 锐 rui 恒 heng`),
    },
    female: {
      first: partsOf(`
        丽 li 晓 xiao 秀 xiu 海 hai 玉 yu 雪 xue 春 chun 淑 shu 桂 gui 小 xiao 红 hong 慧 hui 美 mei 艳 yan 文 wen
        雅 ya 素 su 月 yue 爱 ai 佩 pei 书 shu 静 jing 冬 dong 立 li 思 si 亚 ya 凤 feng 惠 hui 宝 bao 新 xin`),
      last: partsOf(`
        芳 fang 娟 juan 敏 min 燕 yan 霞 xia 红 hong 梅 mei 玲 ling 英 ying 华 hua 萍 ping 丽 li 琴 qin 云 yun 兰 lan
        洁 jie 琳 lin 莉 li 蓉 rong 颖 ying 岚 lan 菊 ju 莹 ying 青 qing 珍 zhen 虹 hong 茹 ru 婕 jie 妮 ni 影 ying`),
      single: partsOf(`
        芳 fang 敏 min 静 jing 丽 li 娟 juan 燕 yan 艳 yan 霞 xia 玲 ling 婷 ting 洁 jie 颖 ying 琳 lin 莉 li 倩 qian
        慧 hui 岚 lan 蕾 lei 薇 wei 琼 qiong`),
    },
  },
} as const
