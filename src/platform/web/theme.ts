import type { ThemeConfig } from 'antd'

/** Colours of the house. CSS knows the same values as custom properties (global.css). */
export const colours = {
  paper: '#f7f5f0',
  sheet: '#fffefb',
  rule: '#e4dfd4',
  /** Edges of controls: 3:1 against paper, so that a field is seen as one. */
  edge: '#938c7d',
  ink: '#1d2023',
  second: '#565b5f',
  accent: '#0b6b5d',
  accentStrong: '#07503f',
  accentSoft: '#e2efeb',
  attention: '#a8401f',
  attentionSoft: '#f7e6df',
  uncertain: '#75510a',
  uncertainSoft: '#f3ead7',
} as const

const ring = `0 0 0 3px ${colours.accentSoft}`
const alarmRing = `0 0 0 3px ${colours.attentionSoft}`

/** The look of Ant Design's controls: paper and ink, one green, no shadow but on what floats. */
export const antdTheme: ThemeConfig = {
  hashed: false,
  token: {
    // A button at work keeps its contrast: the turning sign tells enough.
    opacityLoading: 1,
    // Whoever asks for less movement gets none: a movement that CSS cuts short never tells antd that it is over.
    motion: !matchMedia('(prefers-reduced-motion: reduce)').matches,
    fontFamily: 'var(--sans)',
    fontSize: 15,
    lineHeight: 1.65,
    colorPrimary: colours.accent,
    colorPrimaryHover: colours.accentStrong,
    colorPrimaryActive: '#063f32',
    colorInfo: colours.accent,
    colorSuccess: colours.accent,
    colorWarning: colours.uncertain,
    colorError: colours.attention,
    colorErrorHover: '#8c3418',
    colorErrorText: colours.attention,
    colorErrorBorderHover: '#8c3418',
    colorLink: colours.accent,
    colorLinkHover: colours.accentStrong,
    colorLinkActive: colours.accentStrong,
    colorText: colours.ink,
    colorTextHeading: colours.ink,
    colorTextSecondary: colours.second,
    colorTextTertiary: colours.second,
    colorTextDescription: colours.second,
    colorTextQuaternary: '#6c7074',
    colorTextPlaceholder: '#6c7074',
    colorTextDisabled: '#6c7074',
    colorBgLayout: colours.paper,
    colorBgContainer: colours.sheet,
    colorBgElevated: colours.sheet,
    colorBorder: colours.edge,
    colorBorderSecondary: colours.rule,
    colorSplit: colours.rule,
    colorFillAlter: colours.paper,
    controlItemBgHover: '#f0ede5',
    controlItemBgActive: colours.accentSoft,
    controlItemBgActiveHover: '#d5e8e2',
    controlOutline: colours.accentSoft,
    controlHeight: 40,
    controlHeightLG: 46,
    controlHeightSM: 32,
    borderRadius: 8,
    borderRadiusLG: 10,
    borderRadiusSM: 6,
    motionDurationFast: '0.1s',
    motionDurationMid: '0.14s',
    motionDurationSlow: '0.18s',
    boxShadow: '0 12px 32px rgb(29 32 35 / 14%)',
    boxShadowSecondary: '0 8px 28px rgb(29 32 35 / 14%)',
    wireframe: false,
  },
  components: {
    Button: { fontWeight: 600, primaryShadow: 'none', defaultShadow: 'none', dangerShadow: 'none' },
    Input: { activeShadow: ring, errorActiveShadow: alarmRing },
    InputNumber: { activeShadow: ring, errorActiveShadow: alarmRing },
    Select: { activeOutlineColor: colours.accentSoft, optionSelectedFontWeight: 600 },
    DatePicker: { activeShadow: ring, errorActiveShadow: alarmRing },
    Form: {
      itemMarginBottom: 20,
      verticalLabelPadding: '0 0 4px',
      labelRequiredMarkColor: colours.attention,
    },
  },
}
