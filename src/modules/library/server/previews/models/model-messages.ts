import type { ModelDetails } from '../../../contract/model-details.ts'
import type { PreviewProblem } from '../../../rules/vocabulary.ts'

/** What the program that converts models is told, and what it says. */
export type ModelLimits = {
  seconds: number
  fileBytes: number
  memoryBytes: number
  /** The description of a scene, before a byte of it is believed. */
  sceneBytes: number
  /** Nodes, accessors and whatever else a scene lists, each. */
  parts: number
  depth: number
  /** Numbers in all lists of vertices and corners, written out. */
  values: number
  /** Triangles in the file, and drawn: a mesh may stand in a scene many times. */
  triangles: number
  drawn: number
  pixels: number
  textureSide: number
  outputBytes: number
}
export type ModelFormat = 'gltf' | 'obj'
export type ModelTask = { format: ModelFormat; limits: ModelLimits; sizes: { thumb: number; large: number } }

export type ModelMessage =
  | { facts: ModelDetails }
  | { picture: { size: 'thumb' | 'large'; width: number; height: number; base64: string } }
  /** The converted model comes in parts: a line is no place for all of it. */
  | { part: string }
  | { error: { code: PreviewProblem; data: Record<string, never> } }
  | { end: true }
