import { connect, type Socket } from 'node:net'

/**
 * One connection that stays open and asks for one page after another. Written and read as bytes: the client of a
 * benchmark should not weigh more than what it measures.
 */
export class Asker {
  private readonly socket: Socket
  private readonly request: string
  private readonly rows: number
  private received: Buffer = Buffer.alloc(0)
  private answered: ((body: Buffer) => void) | undefined

  constructor(address: URL, cookie: string, rows: number) {
    this.rows = rows
    this.request = `GET ${address.pathname}${address.search} HTTP/1.1\r\nhost: ${address.host}\r\ncookie: ${cookie}\r\n\r\n`
    this.socket = connect(Number(address.port), address.hostname).setNoDelay()
    this.socket.on('data', part => this.take(part))
  }

  private take(part: Buffer): void {
    this.received = this.received.length ? Buffer.concat([this.received, part]) : part
    const head = this.received.indexOf('\r\n\r\n')
    if (head < 0) return
    const length = /content-length: (\d+)/i.exec(this.received.toString('latin1', 0, head))?.[1]
    if (!length) throw new Error('the answer does not tell its length')
    const end = head + 4 + Number(length)
    if (this.received.length < end) return
    const body = this.received.subarray(head + 4, end)
    this.received = this.received.subarray(end)
    this.answered?.(body)
  }

  /** Milliseconds until the whole answer is there. */
  async list(): Promise<number> {
    const began = performance.now()
    const body = await new Promise<Buffer>(resolve => {
      this.answered = resolve
      this.socket.write(this.request)
    })
    const took = performance.now() - began
    const { rows } = JSON.parse(body.toString()) as { rows?: unknown[] }
    if (rows?.length !== this.rows) throw new Error(`the page answered ${body.toString().slice(0, 200)}`)
    return took
  }

  end(): void {
    this.socket.destroy()
  }
}
