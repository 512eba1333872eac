export const KINDS = [
  'model',
  'texture',
  'animation',
  'video',
  'audio',
  'image',
  'project',
  'courseware',
  'document',
  'font',
  'other',
] as const
export type Kind = (typeof KINDS)[number]

export const LEVELS = ['beginner', 'intermediate', 'advanced'] as const
export type Level = (typeof LEVELS)[number]

export const ITEM_LANGUAGES = ['zh', 'en', 'other'] as const

export const CREATOR_ROLES = [
  'author',
  'model',
  'texture',
  'rig',
  'animation',
  'lighting',
  'sound',
  'camera',
  'editing',
  'teaching',
] as const
export type CreatorRole = (typeof CREATOR_ROLES)[number]

export const STATES = ['draft', 'shared', 'recalled'] as const
export type State = (typeof STATES)[number]

/** What a reader is told of an item on a day. */
export const STATUSES = ['draft', 'waiting', 'offered', 'expired', 'recalled', 'trashed'] as const
export type Status = (typeof STATUSES)[number]

export const AUDIENCES = ['organisation', 'group', 'public'] as const
export type Audience = (typeof AUDIENCES)[number]

export const ACCESSES = ['open', 'request'] as const
export type Access = (typeof ACCESSES)[number]

export const REQUEST_STATES = ['asked', 'granted', 'refused', 'withdrawn'] as const
export type RequestState = (typeof REQUEST_STATES)[number]

export const UPLOAD_STATES = ['receiving', 'received', 'done', 'failed'] as const
export type UploadState = (typeof UPLOAD_STATES)[number]

export const PREVIEWS = ['none', 'waiting', 'ready', 'failed'] as const
export type Preview = (typeof PREVIEWS)[number]
export const PREVIEW_SIZES = ['thumb', 'large'] as const
export type PreviewSize = (typeof PREVIEW_SIZES)[number]
/** All that is made of a file so that it can be seen or heard here. */
export const RENDITIONS = [...PREVIEW_SIZES, 'sprite', 'waveform', 'proxy', 'model', 'light'] as const
export type RenditionKind = (typeof RENDITIONS)[number]
/** Why there is no preview: what the file is, that looking at it came to no end, or that nothing here can. */
export const PREVIEW_PROBLEMS = [
  'broken',
  'too_many_pixels',
  'too_large',
  'too_long',
  'too_slow',
  'nothing_to_see',
  'no_converter',
  'crashed',
  // Of a scene, or of a picture in a format of its trade.
  ...(['external', 'cyclic', 'too_complex', 'unsupported', 'empty'] as const),
] as const
export type PreviewProblem = (typeof PREVIEW_PROBLEMS)[number]
