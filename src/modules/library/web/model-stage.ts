import {
  AnimationMixer,
  Box3,
  DataTexture,
  DoubleSide,
  type Material,
  MeshBasicMaterial,
  MeshNormalMaterial,
  NearestFilter,
  NeutralToneMapping,
  PerspectiveCamera,
  PMREMGenerator,
  RepeatWrapping,
  Scene,
  Sphere,
  SRGBColorSpace,
  WebGLRenderer,
} from 'three'
import { OrbitControls } from 'three/examples/jsm/controls/OrbitControls.js'
import { RoomEnvironment } from 'three/examples/jsm/environments/RoomEnvironment.js'
import { openModel } from './open-model.ts'

export const VIEWS = ['surface', 'wire', 'normals', 'uv'] as const
export type View = (typeof VIEWS)[number]

/** A model on a canvas. Everything it holds of the graphics card goes with `close`. */
export type ModelStage = {
  show(view: View): void
  /** Plays the animation at this place of the list, or none. */
  play(at: number | null): void
  turntable(on: boolean): void
  reset(): void
  close(): void
}

/** Where the still picture was taken from. */
const AZIMUTH = (32 * Math.PI) / 180
const ELEVATION = (22 * Math.PI) / 180
const STEP = Math.PI / 24
const NEARER = 0.87
const FIELD = 25

export class NoWebGL extends Error {}

/** Opens the model on the canvas; throws NoWebGL where the browser has no such thing. */
export async function openStage(canvas: HTMLCanvasElement, bytes: ArrayBuffer): Promise<ModelStage> {
  if (!document.createElement('canvas').getContext('webgl2')) throw new NoWebGL()
  const { model, clips } = await openModel(bytes)
  const renderer = new WebGLRenderer({ canvas, antialias: true, alpha: true })
  renderer.toneMapping = NeutralToneMapping
  renderer.setPixelRatio(Math.min(window.devicePixelRatio, 2))
  const scene = new Scene()
  const lights = new PMREMGenerator(renderer)
  const { texture: light } = lights.fromScene(new RoomEnvironment(), 0.04)
  scene.environment = light
  scene.environmentIntensity = 0.8
  scene.add(model)

  const { center, radius } = new Box3().setFromObject(model).getBoundingSphere(new Sphere())
  const camera = new PerspectiveCamera(FIELD, 4 / 3, radius / 100, radius * 100)
  const controls = new OrbitControls(camera, canvas)
  const away = (0.9 * radius) / Math.sin((FIELD * Math.PI) / 360)
  Object.assign(controls, { minDistance: radius / 4, maxDistance: away * 4, autoRotateSpeed: 3 })
  const reset = () => {
    controls.target.copy(center)
    camera.position.setFromSphericalCoords(away, Math.PI / 2 - ELEVATION, AZIMUTH).add(center)
    controls.update()
    ask()
  }

  const mixer = new AnimationMixer(model)
  const materials = viewMaterials(getComputedStyle(canvas).color)
  let [playing, asked, closed, last] = [false, 0, false, 0]
  const draw = (now: number) => {
    asked = 0
    // After a pause the movement goes on where it stood.
    const passed = Math.min(0.1, (now - last) / 1000)
    last = now
    if (playing) mixer.update(passed)
    if (controls.autoRotate) controls.update(passed)
    renderer.render(scene, camera)
    if (playing || controls.autoRotate) ask()
  }
  const ask = () => {
    if (!asked && !closed) asked = requestAnimationFrame(draw)
  }
  const fit = new ResizeObserver(() => {
    const { clientWidth, clientHeight } = canvas
    renderer.setSize(clientWidth, clientHeight, false)
    camera.aspect = clientWidth / clientHeight
    camera.updateProjectionMatrix()
    ask()
  })
  const keys = (event: KeyboardEvent) => {
    const move = event.key === '0' ? reset : KEYS[event.key]
    if (!move) return
    event.preventDefault()
    move(controls)
  }
  controls.addEventListener('change', ask)
  canvas.addEventListener('keydown', keys)
  reset()
  fit.observe(canvas)

  return {
    show(view) {
      scene.overrideMaterial = materials[view]
      ask()
    },
    play(at) {
      mixer.stopAllAction()
      const clip = at === null ? undefined : clips[at]
      if (clip) mixer.clipAction(clip).play()
      playing = clip !== undefined
      ask()
    },
    turntable(on) {
      controls.autoRotate = on
      ask()
    },
    reset,
    close() {
      closed = true
      cancelAnimationFrame(asked)
      fit.disconnect()
      canvas.removeEventListener('keydown', keys)
      controls.dispose()
      light.dispose()
      lights.dispose()
      renderer.dispose()
      renderer.forceContextLoss()
    },
  }
}

/** What a key does with the view. */
const KEYS: Record<string, (controls: OrbitControls) => void> = {
  ArrowLeft: controls => controls.rotateLeft(STEP),
  ArrowRight: controls => controls.rotateLeft(-STEP),
  ArrowUp: controls => controls.rotateUp(STEP),
  ArrowDown: controls => controls.rotateUp(-STEP),
  '+': controls => controls.dollyIn(NEARER),
  '=': controls => controls.dollyIn(NEARER),
  '-': controls => controls.dollyOut(NEARER),
}

/** What stands for every surface in each way of showing; null for its own. */
function viewMaterials(ink: string): Record<View, Material | null> {
  return {
    surface: null,
    wire: new MeshBasicMaterial({ color: ink, wireframe: true }),
    normals: new MeshNormalMaterial({ side: DoubleSide }),
    uv: new MeshBasicMaterial({ map: squares(), side: DoubleSide, toneMapped: false }),
  }
}

/** Squares whose colours tell where on the texture they lie. */
function squares(): DataTexture {
  const side = 256
  const pixels = new Uint8Array(side * side * 4)
  for (let y = 0, at = 0; y < side; y++)
    for (let x = 0; x < side; x++, at += 4) {
      const light = ((x >> 4) + (y >> 4)) % 2 ? 255 : 150
      pixels.set(
        [
          (light * (0.35 * side + 0.65 * x)) / side,
          (light * (0.35 * side + 0.65 * y)) / side,
          light * 0.75,
          255,
        ],
        at,
      )
    }
  const texture = new DataTexture(pixels, side, side)
  texture.wrapS = RepeatWrapping
  texture.wrapT = RepeatWrapping
  texture.magFilter = NearestFilter
  texture.colorSpace = SRGBColorSpace
  texture.needsUpdate = true
  return texture
}
