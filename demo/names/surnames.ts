import type { Part } from './part.ts'

/** The most frequent surnames, each as often in the list of draws as its weight says (about per mille). */
const FREQUENT: [weight: number, names: string][] = [
  [7, '王 Wang 李 Li 张 Zhang 刘 Liu 陈 Chen'],
  [4, '杨 Yang 赵 Zhao 黄 Huang 周 Zhou 吴 Wu 徐 Xu 孙 Sun 胡 Hu 朱 Zhu 高 Gao 林 Lin 何 He 郭 Guo 马 Ma'],
  [
    3,
    '罗 Luo 梁 Liang 宋 Song 郑 Zheng 谢 Xie 韩 Han 唐 Tang 冯 Feng 于 Yu 董 Dong 萧 Xiao 程 Cheng 曹 Cao 袁 Yuan 邓 Deng 许 Xu 傅 Fu 沈 Shen 曾 Zeng 彭 Peng 吕 Lyu 苏 Su 卢 Lu 蒋 Jiang 蔡 Cai 贾 Jia 丁 Ding 魏 Wei',
  ],
  [
    2,
    '薛 Xue 叶 Ye 阎 Yan 余 Yu 潘 Pan 杜 Du 戴 Dai 夏 Xia 钟 Zhong 汪 Wang 田 Tian 任 Ren 姜 Jiang 范 Fan 方 Fang 石 Shi 姚 Yao 谭 Tan 廖 Liao 邹 Zou 熊 Xiong 金 Jin 陆 Lu 郝 Hao 孔 Kong 白 Bai 崔 Cui 康 Kang 毛 Mao 邱 Qiu 秦 Qin 江 Jiang 史 Shi 顾 Gu 侯 Hou 邵 Shao 孟 Meng 龙 Long 万 Wan 段 Duan 钱 Qian 汤 Tang 尹 Yin 黎 Li 易 Yi 常 Chang 武 Wu 乔 Qiao 贺 He 赖 Lai 龚 Gong 文 Wen',
  ],
  [
    1,
    '庞 Pang 樊 Fan 兰 Lan 殷 Yin 施 Shi 陶 Tao 洪 Hong 安 An 颜 Yan 倪 Ni 严 Yan 牛 Niu 温 Wen 芦 Lu 季 Ji 俞 Yu 章 Zhang 鲁 Lu 葛 Ge 伍 Wu 韦 Wei 申 Shen 尤 You 毕 Bi 聂 Nie 焦 Jiao 向 Xiang 柳 Liu 邢 Xing 岳 Yue 齐 Qi 梅 Mei 莫 Mo 庄 Zhuang 辛 Xin 管 Guan 祝 Zhu 左 Zuo 涂 Tu 谷 Gu 祁 Qi 时 Shi 舒 Shu 耿 Geng 牟 Mu 卜 Bu 路 Lu 詹 Zhan 关 Guan 苗 Miao 凌 Ling 费 Fei 纪 Ji 靳 Jin 盛 Sheng 童 Tong 佟 Tong 鄂 E 那 Na',
  ],
  // Read otherwise as a surname than in other words, and surnames of two characters: what search must bear.
  [
    1,
    '单 Shan 解 Xie 仇 Qiu 区 Ou 查 Zha 朴 Piao 乐 Yue 翟 Zhai 缪 Miao 盖 Ge 覃 Qin 冼 Xian 华 Hua 曲 Qu 牟 Mu 宁 Ning 燕 Yan 葛 Ge 欧阳 Ouyang 上官 Shangguan 司徒 Situ 诸葛 Zhuge 尉迟 Yuchi 皇甫 Huangfu 慕容 Murong 令狐 Linghu 长孙 Zhangsun 夏侯 Xiahou',
  ],
]

/** Surnames with their pinyin; the frequent ones stand in it several times. */
export const SURNAMES: readonly Part[] = FREQUENT.flatMap(([weight, names]) => {
  const words = names.split(' ')
  const parts: Part[] = []
  for (let i = 0; i + 1 < words.length; i += 2)
    for (let n = 0; n < weight; n++) parts.push({ zh: words[i] ?? '', latin: words[i + 1] ?? '' })
  return parts
})
