import type { Services } from '#platform/server/context.ts'
import { bundled, loads } from './bundled.ts'
import type { Converter } from './converter.ts'
import { isolation } from './isolation.ts'
import { machine } from './machine.ts'

let found: Promise<Converter | null> | undefined

/**
 * What converts films here: the machine's own ffmpeg, which its distribution keeps safe, before the one that a package
 * brings. Looked for once in a process, and the operator is told what was found and how far it is shut in.
 */
export function converterOf({ config, log }: Pick<Services, 'config' | 'log'>): Promise<Converter | null> {
  found ??= (async () => {
    const converter = (await machine(config.FFMPEG_PATH)) ?? ((await loads()) ? bundled() : null)
    const { network, bounds } = await isolation()
    const told = { converter: converter?.name ?? 'none', network, bounds }
    if (config.FFMPEG_PATH && !converter?.name.includes(config.FFMPEG_PATH))
      log.warn(told, 'FFMPEG_PATH names no ffmpeg that works, with ffprobe beside it')
    // Whoever only tries the platform on their own machine need not hear of it.
    else if (!config.demo && (!converter || network === 'open'))
      log.warn(told, 'previews of films are made with less than is best')
    else log.info(told, 'previews of films')
    return converter
  })()
  return found
}
