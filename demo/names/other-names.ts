import { partsOf } from './part.ts'

/** Uyghur and Kazakh names, given name and father's name, written with a middle dot. */
export const DOTTED = {
  male: partsOf(
    '艾力 Eli 吐尔逊 Tursun 阿迪力 Adil 库尔班 Kurban 叶尔兰 Yerlan 艾尔肯 Erkin 迪力夏提 Dilshat',
  ),
  female: partsOf('阿依努尔 Aynur 古丽娜尔 Gulnar 热依拉 Reyla 迪丽努尔 Dilnur 阿依古丽 Aygul 帕丽达 Parida'),
  father: partsOf(
    '买买提 Memet 阿不都 Abdu 肉孜 Rozi 依明 Imin 哈力克 Halik 玉素甫 Yusup 沙比尔 Sabir 努尔别克 Nurbek',
  ),
} as const

/** Mongol and Tibetan names, which have no surname. */
export const UNDIVIDED = {
  male: partsOf(
    '巴特尔 Batur 苏和 Suhe 朝鲁 Chuluu 扎西顿珠 Tashi_Dondrup 格桑平措 Kelsang_Phuntsok 那日苏 Narsu',
  ),
  female: partsOf(
    '其木格 Chimeg 娜仁托雅 Narantuyaa 萨仁 Saran 卓玛央金 Dolma_Yangchen 德吉白姆 Deki_Palmo 乌云娜 Uyuna',
  ),
} as const

export type Foreign = { latin: string; zh: string }

/** Staff from abroad: as their organisation writes them, and as they do. */
export const FOREIGN: readonly Foreign[] = [
  { latin: 'Maren Oostvliet', zh: '马伦·奥斯特弗利特' },
  { latin: 'Tomás Arrebol', zh: '托马斯·阿雷沃尔' },
  { latin: 'Ingrid Sollvik', zh: '英格丽·索尔维克' },
  { latin: 'Kenji Amahara', zh: '天原健司' },
  { latin: 'Oisín Carrowmore', zh: '奥辛·卡罗莫尔' },
  { latin: 'Leocadia Brandão', zh: '莱奥卡迪娅·布兰当' },
  { latin: 'Yuliya Zarechnaya', zh: '尤利娅·扎列奇娜娅' },
  { latin: 'Seo Ha-rin', zh: '徐夏琳' },
]
