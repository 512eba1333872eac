import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { fileDetails } from '../../../contract/details.ts'
import { mediaTypeOf } from '../../../rules/media-type.ts'
import { bundled, loads } from './bundled.ts'
import { isolation } from './isolation.ts'
import { convertArguments, probeArguments, probedOf } from './machine.ts'
import { makeVideo } from './make-video.ts'
import { LIMITS, type Plan, planOf } from './plan.ts'
import { clip, FILM } from './test-clips.ts'

const converter = bundled()
let dir: string
let film: Buffer
beforeAll(async () => {
  dir = await mkdtemp(join(tmpdir(), 'overpass-video-'))
  film = await clip({ ...FILM, path: join(dir, 'film.mp4'), sound: true, timecode: '01:00:00:00' })
})
afterAll(() => rm(dir, { recursive: true, force: true }))

let runs = 0
async function madeOf(bytes: Buffer, mediaType = 'video/mp4', limits = LIMITS) {
  const folder = join(dir, `made-${runs++}`)
  await mkdir(folder)
  const path = `${folder}.in`
  await writeFile(path, bytes)
  return makeVideo(path, mediaType, { converter, folder, limits })
}
type Made = Awaited<ReturnType<typeof madeOf>>
async function bytesOf({ renditions }: Made, kind: string): Promise<Buffer> {
  const content = renditions.find(one => one.kind === kind)?.content
  if (!content) throw new Error(`no ${kind}`)
  return Buffer.isBuffer(content) ? content : readFile(content.path)
}

test('a film of 24000/1001: poster, sprite and a proxy of the same frames at the same rate', async () => {
  const made = await madeOf(film)
  expect(made).toMatchObject({ width: 320, height: 180 })
  expect(fileDetails.parse(made.details)).toEqual({
    ...{ of: 'video', rate: { num: 24_000, den: 1001 }, frames: 30, sound: true },
    timecode: { first: 86_400, dropFrame: false },
    sprite: { columns: 10, count: 30, step: 1, width: 160, height: 90 },
  })
  expect(made.renditions.map(({ kind, mediaType }) => [kind, mediaType])).toEqual([
    ['thumb', 'image/webp'],
    ['large', 'image/webp'],
    ['sprite', 'image/jpeg'],
    ['proxy', 'video/mp4'],
  ])
  // Each picture says its number in stripes: the seventh of the sprite is the seventh of the film.
  const sprite = await sharp(await bytesOf(made, 'sprite')).metadata()
  expect([sprite.width, sprite.height]).toEqual([1600, 270])
  const seventh = await sharp(await bytesOf(made, 'sprite'))
    .extract({ left: 7 * 160, top: 0, width: 160, height: 90 })
    .greyscale()
    .raw()
    .toBuffer()
  expect([0, 1, 2, 3, 4].map(bit => ((seventh[45 * 160 + bit * 20 + 10] ?? 0) > 128 ? 1 : 0))).toEqual([
    1, 1, 1, 0, 0,
  ])
  // What was made is a film again, and of no other rate.
  const again = await madeOf(await bytesOf(made, 'proxy'))
  expect(again.details).toMatchObject({ rate: { num: 24_000, den: 1001 }, frames: 30 })
})

test('only a sound: a wave and what plays everywhere', async () => {
  const bytes = await clip({ ...FILM, path: join(dir, 'tone.m4a'), sound: true, picture: false })
  const made = await madeOf(bytes, 'audio/mp4')
  expect(made).toMatchObject({ width: null, details: { of: 'audio', channels: 2, sampleRate: 48_000 } })
  const wave = await sharp(await bytesOf(made, 'waveform')).metadata()
  expect([wave.format, wave.width, wave.hasAlpha]).toEqual(['png', 1200, true])
  // The same under a film's type is heard as well.
  expect((await madeOf(bytes)).details).toMatchObject({ of: 'audio' })
})

test('a film that was cut off, and one whose header lies', async () => {
  await expect(madeOf(film.subarray(0, film.length / 3))).rejects.toMatchObject({ problem: 'broken' })
  // Its header tells of ten times the length that there is, and is not believed.
  const lying = Buffer.from(film)
  lying.writeUInt32BE(300, lying.indexOf('stts') + 12)
  const length = lying.indexOf('mdhd') + 20
  lying.writeUInt32BE(lying.readUInt32BE(length) * 10, length)
  expect((await madeOf(lying)).details).toMatchObject({ frames: 30 })
  const huge = Buffer.from(film)
  const size = huge.indexOf('avc1', huge.indexOf('stsd'))
  huge.writeUInt16BE(60_000, size + 28)
  huge.writeUInt16BE(60_000, size + 30)
  expect(await madeOf(huge)).toMatchObject({ width: 320, details: { frames: 30 } })
})

test('what is no film at all', async () => {
  for (const [bytes, type] of [
    [Buffer.from('no film'), 'video/mp4'],
    [Buffer.alloc(100_000, 7), 'video/webm'],
    [Buffer.from('RIFF\x10\x00\x00\x00AVI LIST'), 'video/x-msvideo'],
    [Buffer.from('ID3'), 'audio/mpeg'],
  ] as const)
    await expect(madeOf(bytes, type)).rejects.toMatchObject({ problem: 'broken' })
})

test('a list of other files is read as text, and opens nothing even under the name of a film', async () => {
  let calls = 0
  const server = createServer(socket => {
    calls += 1
    socket.end()
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const secret = join(dir, 'film.mp4')
  const lists = [
    [
      `#EXTM3U\n#EXT-X-TARGETDURATION:5\n#EXTINF:5,\nhttp://127.0.0.1:${port}/a.ts\n#EXT-X-ENDLIST\n`,
      'video/mp4',
    ],
    [`ffconcat version 1.0\nfile '${secret}'\n`, 'video/webm'],
    [`<?xml version="1.0"?><MPD><BaseURL>http://127.0.0.1:${port}/</BaseURL></MPD>`, 'video/x-msvideo'],
  ] as const
  for (const [list, type] of lists) {
    expect(mediaTypeOf('film.mp4', Buffer.from(list))).toMatch(/^(text\/plain|application\/xml)$/)
    await expect(madeOf(Buffer.from(list), type)).rejects.toMatchObject({ problem: 'broken' })
  }
  expect(calls).toBe(0)
  await new Promise(resolve => server.close(resolve))
})

test('what is too long, takes too long, needs too much memory or makes too much ends', async () => {
  const ends = (limits: Partial<typeof LIMITS>) =>
    expect(madeOf(film, 'video/mp4', { ...LIMITS, ...limits })).rejects
  await ends({ pixels: 1000 }).toMatchObject({ problem: 'too_many_pixels' })
  await ends({ filmSeconds: 1 }).toMatchObject({ problem: 'too_long' })
  await ends({ probeSeconds: 0.05 }).toMatchObject({ problem: 'too_slow' })
  await ends({ convertSeconds: 0.05 }).toMatchObject({ problem: 'too_slow' })
  await ends({ memoryBytes: 20_000_000 }).toMatchObject({ problem: 'crashed' })
  await ends({ outputBytes: 4000 }).toMatchObject({ problem: 'too_large' })
})

test('where nothing can convert, that is said', async () => {
  const made = makeVideo(join(dir, 'film.mp4'), 'video/mp4', { converter: null, folder: dir })
  await expect(made).rejects.toMatchObject({ problem: 'no_converter' })
})

test('the machine’s ffmpeg is given one open file by one reader, and never a list, an address or a prompt', () => {
  const probed = probedOf(
    JSON.stringify({
      format: { duration: '1.251', tags: { timecode: '00:00:10;00' } },
      streams: [
        { codec_type: 'audio', channels: 2, sample_rate: '48000', start_time: '0.1' },
        {
          ...{ codec_type: 'video', width: 1920, height: 1080, sample_aspect_ratio: '1:1' },
          ...{ r_frame_rate: '30000/1001', avg_frame_rate: '2997/100', start_time: '0.0', duration: '1.251' },
          side_data_list: [{ rotation: -90 }],
        },
      ],
    }),
  )
  const plan = planOf(probed, false, LIMITS) as Plan
  expect(plan.video).toMatchObject({ rate: { num: 30_000, den: 1001 }, width: 720, height: 1280, frames: 37 })
  expect(plan.video?.graph).toContain('transpose=clock')
  expect(plan.audio?.graph).toContain('+(0.100000/TB)')
  const written = convertArguments({ reader: 'mov', limits: LIMITS }, plan, '/made', true).join(' ')
  expect(written).toContain('-nostdin')
  expect(written).toMatch(/-protocol_whitelist fd -codec_whitelist \S+ -f mov -fd 3 -i fd: /)
  expect(written).toMatch(/-g:v 12 .*-bf:v 0 /)
  expect(probeArguments('mov', false).join(' ')).toMatch(
    /-protocol_whitelist file .* -f mov -i \/dev\/fd\/3$/,
  )
  expect(() => probedOf('{"streams":[]}')).toThrow('broken')
  expect(() => probedOf('not json')).toThrow('broken')
})

test('the package’s native code is tried before it is trusted', async () => {
  expect(await loads()).toBe(true)
})

test('how far this machine shuts such a process in is known', async () => {
  const { network, bounds, before } = await isolation()
  expect(['closed', 'open']).toContain(network)
  expect(before({ outputBytes: 7, seconds: 5 }).includes('--fsize=7')).toBe(bounds === 'kernel')
})
