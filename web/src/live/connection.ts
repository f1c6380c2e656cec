import { backoffMs } from './backoff'
import type { Frame } from '@/api/types'

/**
 * The one connection state machine:
 *
 *   stopped ──start──▶ connecting ──connected──▶ online
 *                        ▲    │ lost               │ lost
 *                 timer, poke ▼                    ▼
 *                       waiting(retry at t) ◀──────┘
 *
 * and from any state to `stopped`: stop(), a close with code 1000, a `disconnect` frame, or no
 * token to be had. It knows neither Vue nor the browser's events; timers, sockets and chance are
 * given.
 */

type ConnectionPhase = 'stopped' | 'connecting' | 'online' | 'waiting'

export interface ConnectionState {
  phase: ConnectionPhase
  /** When the connection was lost or first asked for, ms; null while online or stopped. */
  downSince: number | null
  /** When the next attempt starts, ms; only while waiting. */
  retryAt: number | null
  /** Why the server wants us to stay away; only while stopped by the server. */
  reason: string | null
}

/** The part of WebSocket this needs. */
export interface Socket {
  onopen: (() => void) | null
  onmessage: ((event: { data: unknown }) => void) | null
  onclose: ((event: { code: number; reason: string }) => void) | null
  send(data: string): void
  close(code?: number): void
}

interface ConnectionOptions {
  /**
   * A token good for the handshake. `rejected` is the one the server has just refused (then it must
   * be a newer one). Null = nobody is signed in any more. May throw when the network is down.
   */
  token(rejected: string | null): Promise<string | null>
  open(token: string): Socket
  onFrame(frame: Frame): void
  onState(state: ConnectionState): void
  now?: () => number
  random?: () => number
}

export const kPingEveryMs = 30_000
/** After a ping, how long no frame at all may come: 40 s of silence in all. */
export const kPongWithinMs = 10_000
/** After a poke (focus, network back) an old connection must prove itself faster. */
const kProbeWithinMs = 4_000
/** From opening a socket to the server's `connected`. */
export const kHandshakeWithinMs = 10_000
/** Only a connection that lived this long resets the back-off. */
export const kStableAfterMs = 5_000

const kCloseNormal = 1000
const kCloseTokenRefused = 1003

export class Connection {
  private state: ConnectionState = {
    phase: 'stopped',
    downSince: null,
    retryAt: null,
    reason: null,
  }
  private socket: Socket | null = null
  private usedToken: string | null = null
  private rejectedToken: string | null = null
  private farewell: string | null = null
  private attempt = 0
  private generation = 0
  private lastFrameAt = 0
  private timers: Partial<Record<'retry' | 'ping' | 'dead' | 'handshake' | 'stable', Timer>> = {}
  private readonly now: () => number
  private readonly random: () => number

  constructor(private readonly options: ConnectionOptions) {
    this.now = options.now ?? Date.now
    this.random = options.random ?? Math.random
  }

  /** Idempotent; from `stopped` only. */
  start(): void {
    if (this.state.phase !== 'stopped') return
    this.attempt = 0
    this.rejectedToken = null
    void this.connect()
  }

  /** Closes for good; onState reports `stopped`. */
  stop(reason: string | null = null): void {
    this.drop()
    if (this.state.phase === 'stopped' && this.state.reason === reason) return
    this.setState({ phase: 'stopped', downSince: null, retryAt: null, reason })
  }

  /**
   * Something suggests that a try is worthwhile now: network back, window focused, user clicked.
   * Waiting: connects at once. Online: asks the server for a sign of life.
   */
  poke(): void {
    if (this.state.phase === 'waiting') {
      void this.connect()
    } else if (this.state.phase === 'online' && this.now() - this.lastFrameAt > kProbeWithinMs) {
      this.ping(kProbeWithinMs)
    }
  }

  /** False = not online, nothing was sent. */
  send(frame: Frame): boolean {
    if (this.state.phase !== 'online' || !this.socket) return false
    try {
      this.socket.send(JSON.stringify(frame))
      return true
    } catch {
      return false
    }
  }

  private async connect(): Promise<void> {
    this.drop()
    const generation = this.generation
    const downSince = this.state.downSince ?? this.now()
    this.setState({ phase: 'connecting', downSince, retryAt: null, reason: null })
    let token: string | null
    try {
      token = await this.options.token(this.rejectedToken)
    } catch {
      if (generation === this.generation) this.wait()
      return
    }
    if (generation !== this.generation) return
    if (token === null) {
      this.stop()
      return
    }
    this.usedToken = token
    this.farewell = null
    const socket = this.options.open(token)
    this.socket = socket
    // Events of a socket that was given up meanwhile must not touch its successor.
    const mine = () => this.socket === socket
    socket.onmessage = (event) => {
      if (mine()) this.receive(event.data)
    }
    socket.onclose = (event) => {
      if (mine()) this.closed(event.code, event.reason)
    }
    this.arm('handshake', kHandshakeWithinMs, () => this.wait())
  }

  private receive(data: unknown): void {
    const frame = parse(data)
    if (!frame) return
    this.lastFrameAt = this.now()
    this.disarm('dead')
    if (frame.type === 'connected' && this.state.phase === 'connecting') this.established()
    if (frame.type === 'disconnect') {
      this.farewell = typeof frame.message === 'string' ? frame.message : ''
    }
    if (frame.type !== 'pong') this.options.onFrame(frame)
  }

  private established(): void {
    this.disarm('handshake')
    this.rejectedToken = null
    this.setState({ phase: 'online', downSince: null, retryAt: null, reason: null })
    this.arm('stable', kStableAfterMs, () => (this.attempt = 0))
    this.arm('ping', kPingEveryMs, () => this.ping(kPongWithinMs))
  }

  private ping(withinMs: number): void {
    this.send({ type: 'ping' })
    this.arm('ping', kPingEveryMs, () => this.ping(kPongWithinMs))
    if (this.timers.dead === undefined) this.arm('dead', withinMs, () => this.wait())
  }

  private closed(code: number, reason: string): void {
    if (this.farewell !== null || code === kCloseNormal) {
      this.stop(this.farewell || reason || '')
      return
    }
    if (code === kCloseTokenRefused) {
      // A second refusal in a row, of a renewed token, is left to the back-off.
      if (this.rejectedToken === null) {
        this.rejectedToken = this.usedToken
        void this.connect()
        return
      }
      this.rejectedToken = this.usedToken
    }
    this.wait()
  }

  private wait(): void {
    this.drop()
    const delay = backoffMs(this.attempt++, this.random())
    const now = this.now()
    this.setState({
      phase: 'waiting',
      downSince: this.state.downSince ?? now,
      retryAt: now + delay,
      reason: null,
    })
    this.arm('retry', delay, () => void this.connect())
  }

  /** Gives up the present socket and every timer. */
  private drop(): void {
    this.generation++
    for (const name of Object.keys(this.timers)) this.disarm(name as keyof typeof this.timers)
    const socket = this.socket
    this.socket = null
    socket?.close()
  }

  private setState(state: ConnectionState): void {
    this.state = state
    this.options.onState(state)
  }

  private arm(name: keyof typeof this.timers, ms: number, then: () => void): void {
    this.disarm(name)
    this.timers[name] = setTimeout(() => {
      delete this.timers[name]
      then()
    }, ms)
  }

  private disarm(name: keyof typeof this.timers): void {
    clearTimeout(this.timers[name])
    delete this.timers[name]
  }
}

type Timer = ReturnType<typeof setTimeout>

function parse(data: unknown): Frame | null {
  if (typeof data !== 'string') return null
  try {
    const frame: unknown = JSON.parse(data)
    if (frame === null || typeof frame !== 'object') return null
    return typeof (frame as Frame).type === 'string' ? (frame as Frame) : null
  } catch {
    return null
  }
}
