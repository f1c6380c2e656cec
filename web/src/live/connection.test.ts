import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Frame } from '@/api/types'
import {
  Connection,
  kHandshakeWithinMs,
  kPingEveryMs,
  kPongWithinMs,
  kStableAfterMs,
} from './connection'
import type { ConnectionState, Socket } from './connection'

class FakeSocket implements Socket {
  onopen = null
  onmessage: Socket['onmessage'] = null
  onclose: Socket['onclose'] = null
  sent: Frame[] = []
  closed = false
  constructor(readonly token: string) {}
  send(data: string) {
    this.sent.push(JSON.parse(data) as Frame)
  }
  close() {
    this.closed = true
  }
  say(frame: object) {
    this.onmessage?.({ data: JSON.stringify(frame) })
  }
  end(code: number, reason = '') {
    this.onclose?.({ code, reason })
  }
}

let sockets: FakeSocket[]
let states: ConnectionState[]
let frames: Frame[]
let token: (rejected: string | null) => Promise<string | null>
let connection: Connection

const last = () => sockets[sockets.length - 1]!
const phase = () => states[states.length - 1]!.phase
const settle = () => vi.advanceTimersByTimeAsync(0)

async function goOnline() {
  connection.start()
  await settle()
  last().say({ type: 'connected', userId: 1 })
}

beforeEach(() => {
  vi.useFakeTimers()
  sockets = []
  states = []
  frames = []
  token = async () => 't1'
  connection = new Connection({
    token: (rejected) => token(rejected),
    open: (t) => {
      sockets.push(new FakeSocket(t))
      return last()
    },
    onFrame: (frame) => frames.push(frame),
    onState: (state) => states.push(state),
    random: () => 0.5,
  })
})

afterEach(() => {
  connection.stop()
  vi.useRealTimers()
})

describe('Connection', () => {
  it('is online when the server says connected, not before', async () => {
    connection.start()
    await settle()
    expect(phase()).toBe('connecting')
    expect(connection.send({ type: 'typing' })).toBe(false)
    last().say({ type: 'connected', userId: 1 })
    expect(phase()).toBe('online')
    expect(connection.send({ type: 'typing' })).toBe(true)
    expect(last().sent).toEqual([{ type: 'typing' }])
  })

  it('returns by itself with growing pauses', async () => {
    await goOnline()
    const pauses = []
    for (let i = 0; i < 8; i++) {
      last().end(1006)
      expect(phase()).toBe('waiting')
      const state = states[states.length - 1]!
      pauses.push(state.retryAt! - Date.now())
      await vi.advanceTimersByTimeAsync(pauses[i]! - 1)
      expect(sockets).toHaveLength(i + 1)
      await vi.advanceTimersByTimeAsync(1)
      expect(sockets).toHaveLength(i + 2)
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 30000, 30000])
  })

  it('starts with short pauses again only after a stable connection', async () => {
    await goOnline()
    last().end(1006)
    await vi.advanceTimersByTimeAsync(500)
    last().say({ type: 'connected' })
    last().end(1006)
    expect(states[states.length - 1]!.retryAt! - Date.now()).toBe(1000)
    await vi.advanceTimersByTimeAsync(1000)
    last().say({ type: 'connected' })
    await vi.advanceTimersByTimeAsync(kStableAfterMs)
    last().end(1006)
    expect(states[states.length - 1]!.retryAt! - Date.now()).toBe(500)
  })

  it('keeps the moment of the loss over all attempts', async () => {
    await goOnline()
    const lostAt = Date.now()
    last().end(1006)
    await vi.advanceTimersByTimeAsync(500)
    last().end(1006)
    expect(states[states.length - 1]!.downSince).toBe(lostAt)
    connection.poke()
    await settle()
    last().say({ type: 'connected' })
    expect(states[states.length - 1]!.downSince).toBeNull()
  })

  it('tries at once when poked', async () => {
    await goOnline()
    last().end(1006)
    connection.poke()
    await settle()
    expect(sockets).toHaveLength(2)
    connection.poke()
    await settle()
    expect(sockets).toHaveLength(2)
  })

  it('stays away after close 1000 and after disconnect', async () => {
    await goOnline()
    last().end(1000, '新连接建立')
    expect(states[states.length - 1]).toMatchObject({ phase: 'stopped', reason: '新连接建立' })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sockets).toHaveLength(1)
    await goOnline()
    last().say({ type: 'disconnect', message: '已在别处退出' })
    last().end(1008)
    expect(states[states.length - 1]).toMatchObject({ phase: 'stopped', reason: '已在别处退出' })
    await vi.advanceTimersByTimeAsync(120_000)
    expect(sockets).toHaveLength(2)
  })

  it('pings every 30 s and gives up a silent socket', async () => {
    await goOnline()
    await vi.advanceTimersByTimeAsync(kPingEveryMs)
    expect(last().sent).toEqual([{ type: 'ping' }])
    last().say({ type: 'pong' })
    await vi.advanceTimersByTimeAsync(kPongWithinMs)
    expect(phase()).toBe('online')
    await vi.advanceTimersByTimeAsync(kPingEveryMs)
    expect(phase()).toBe('waiting')
    expect(sockets[0]!.closed).toBe(true)
  })

  it('ignores what a given-up socket still says', async () => {
    await goOnline()
    last().end(1006)
    await vi.advanceTimersByTimeAsync(500)
    sockets[0]!.say({ type: 'connected' })
    sockets[0]!.end(1000)
    expect(phase()).toBe('connecting')
  })

  it('gives up a handshake that is never answered', async () => {
    connection.start()
    await settle()
    await vi.advanceTimersByTimeAsync(kHandshakeWithinMs)
    expect(phase()).toBe('waiting')
  })

  it('asks for a new token once when the server refuses it, then backs off', async () => {
    const asked: (string | null)[] = []
    token = async (rejected) => {
      asked.push(rejected)
      return rejected ? 't2' : 't1'
    }
    connection.start()
    await settle()
    last().end(1003, 'token 无效或已过期')
    await settle()
    expect(asked).toEqual([null, 't1'])
    expect(last().token).toBe('t2')
    last().end(1003)
    await settle()
    expect(sockets).toHaveLength(2)
    expect(phase()).toBe('waiting')
  })

  it('stops without a token and waits when the token cannot be had now', async () => {
    token = async () => null
    connection.start()
    await settle()
    expect(phase()).toBe('stopped')
    token = () => Promise.reject(new Error('no network'))
    connection.start()
    await settle()
    expect(phase()).toBe('waiting')
  })

  it('hands on every frame but pong, and drops what is not a frame', async () => {
    await goOnline()
    last().say({ type: 'pong' })
    last().onmessage?.({ data: '{"type":' })
    last().onmessage?.({ data: '[1]' })
    last().say({ type: 'new_message', payload: { id: 5 } })
    expect(frames.map((f) => f.type)).toEqual(['connected', 'new_message'])
  })
})
