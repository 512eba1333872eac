/** A programme: its name, and the short one that class names are made of. */
export type Programme = { zh: string; en: string; short: string }

const programme = (zh: string, short: string, en: string): Programme => ({ zh, short, en })

/** Programmes of digital media at secondary schools (s…), higher vocational colleges (h…) and universities (u…). */
export const PROGRAMMES = {
  sAnimation: programme('动漫与游戏制作', '动漫', 'Animation and Game Production'),
  sMedia: programme('数字媒体技术应用', '数媒', 'Digital Media Technology'),
  sGraphic: programme('计算机平面设计', '平面', 'Computer Graphic Design'),
  sFilm: programme('影像与影视技术', '影视', 'Film and Video Technology'),
  sArts: programme('艺术设计与制作', '艺设', 'Art Design and Production'),
  sInterface: programme('界面设计与制作', '界面', 'Interface Design and Production'),
  sSound: programme('音像电子设备应用与录音', '录音', 'Audio Equipment and Recording'),
  sBroadcast: programme('播音与主持', '播音', 'Broadcasting and Presenting'),
  hAnimation: programme('动漫制作技术', '动漫', 'Animation Production Technology'),
  hMedia: programme('数字媒体技术', '数媒', 'Digital Media Technology'),
  hMediaArt: programme('数字媒体艺术设计', '数艺', 'Digital Media Art Design'),
  hFilmAnimation: programme('影视动画', '影动', 'Film and Television Animation'),
  hGame: programme('游戏艺术设计', '游艺', 'Game Art Design'),
  hVr: programme('虚拟现实技术应用', '虚拟', 'Virtual Reality Technology'),
  hFilm: programme('影视多媒体技术', '影视', 'Film and Multimedia Technology'),
  hCamera: programme('摄影摄像技术', '摄影', 'Photography and Cinematography'),
  hSound: programme('录音技术与艺术', '录音', 'Recording Arts and Technology'),
  hVisual: programme('视觉传达设计', '视传', 'Visual Communication Design'),
  hConvergent: programme('融媒体技术与运营', '融媒', 'Convergent Media Technology and Operation'),
  uMedia: programme('数字媒体技术', '数媒', 'Digital Media Technology'),
  uAnimation: programme('动画', '动画', 'Animation'),
  uMediaArt: programme('数字媒体艺术', '数艺', 'Digital Media Art'),
  uFilm: programme('影视摄影与制作', '影摄', 'Cinematography and Production'),
} as const

export type ProgrammeKey = keyof typeof PROGRAMMES
