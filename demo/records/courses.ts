/** Courses for classes whose programme has no plan in force: a code, names, hours and credits of each. */
export const COURSES = [
  { code: 'J101', zh: '语文', en: 'Chinese', hours: 72, credits: 4 },
  { code: 'J102', zh: '数学', en: 'Mathematics', hours: 72, credits: 4 },
  { code: 'Z101', zh: '素描与色彩', en: 'Drawing and colour', hours: 64, credits: 4 },
  { code: 'Z102', zh: '数字图像处理', en: 'Digital imaging', hours: 64, credits: 4 },
  { code: 'J103', zh: '英语', en: 'English', hours: 72, credits: 4 },
  { code: 'Z103', zh: '三维建模基础', en: '3D modelling basics', hours: 72, credits: 4 },
  { code: 'Z104', zh: '动画运动规律', en: 'Principles of animation', hours: 64, credits: 4 },
  { code: 'Z105', zh: '分镜头设计', en: 'Storyboarding', hours: 48, credits: 3 },
  { code: 'Z106', zh: '影视后期合成', en: 'Compositing', hours: 72, credits: 4 },
  { code: 'Z107', zh: '角色绑定与动画', en: 'Rigging and character animation', hours: 72, credits: 4 },
] as const
/** How many of them are learned in one term. */
export const A_TERM = 3
