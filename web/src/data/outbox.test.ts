import 'fake-indexeddb/auto'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { kAckWithinMs, kTransientPauseMs, Outbox } from './outbox'
import type { OutboxItem } from './outbox'
import { openOutboxStorage } from './outbox_storage'
import type { OutboxStorage } from './outbox_storage'

let user = 0
let storage: OutboxStorage
let sent: string[]
let reachable: boolean
let shown: Map<number, readonly OutboxItem[]>

function make(tab = 'a') {
  return new Outbox({
    storage,
    tab,
    transmit(item) {
      if (reachable) sent.push(item.content)
      return reachable
    },
    onChange: (id, items) => shown.set(id, items),
  })
}
const stored = async () => (await storage.all()).map((item) => item.content).sort()

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  storage = openOutboxStorage(++user)
  sent = []
  reachable = true
  shown = new Map()
})
afterEach(() => {
  vi.useRealTimers()
  storage.close()
})

describe('Outbox', () => {
  it('stores before the first attempt and shows at once', async () => {
    const outbox = make()
    outbox.online()
    let storedAtSend: string[] | null = null
    const put = storage.put
    storage.put = async (item) => {
      expect(sent).toEqual([])
      await put(item)
      storedAtSend = await stored()
    }
    const done = outbox.enqueue(7, 'c1', 'hello')
    expect(shown.get(7)!.map((i) => i.content)).toEqual(['hello'])
    await done
    expect(storedAtSend).toEqual(['hello'])
    expect(sent).toEqual(['hello'])
  })

  it('sends one at a time per conversation, in order, conversations side by side', async () => {
    const outbox = make()
    outbox.online()
    await Promise.all([
      outbox.enqueue(7, 'c1', 'one'),
      outbox.enqueue(7, 'c2', 'two'),
      outbox.enqueue(8, 'c3', 'other'),
    ])
    expect(sent).toEqual(['one', 'other'])
    outbox.done('c1')
    expect(sent).toEqual(['one', 'other', 'two'])
    outbox.done('c2')
    outbox.done('c3')
    expect(outbox.size).toBe(0)
    await vi.waitFor(async () => expect(await stored()).toEqual([]))
  })

  it('sends again after a reconnect under the same id, once only when acknowledged', async () => {
    const outbox = make()
    outbox.online()
    await outbox.enqueue(7, 'c1', 'one')
    outbox.offline()
    outbox.online()
    expect(sent).toEqual(['one', 'one'])
    outbox.done('c1')
    outbox.done('c1')
    outbox.offline()
    outbox.online()
    expect(sent).toEqual(['one', 'one'])
  })

  it('waits while offline', async () => {
    const outbox = make()
    await outbox.enqueue(7, 'c1', 'one')
    expect(sent).toEqual([])
    outbox.online()
    expect(sent).toEqual(['one'])
  })

  it('sends again when no answer comes', async () => {
    const outbox = make()
    outbox.online()
    await outbox.enqueue(7, 'c1', 'one')
    await vi.advanceTimersByTimeAsync(kAckWithinMs)
    expect(sent).toEqual(['one', 'one'])
  })

  it('survives a reload and keeps the order', async () => {
    const before = make('a')
    reachable = false
    before.online()
    await before.enqueue(7, 'c1', 'one')
    await before.enqueue(7, 'c2', 'two')
    reachable = true
    const after = make('b')
    after.online()
    await after.adopt(() => false)
    expect(sent).toEqual(['one'])
    after.done('c1')
    expect(sent).toEqual(['one', 'two'])
  })

  it('leaves alone what a living tab is sending', async () => {
    const other = make('a')
    await other.enqueue(7, 'c1', 'one')
    const outbox = make('b')
    outbox.online()
    await outbox.adopt((tab) => tab === 'a')
    expect(sent).toEqual([])
  })

  it('keeps a refused one with its reason and goes on with the next', async () => {
    const outbox = make()
    outbox.online()
    await outbox.enqueue(7, 'c1', 'bad')
    await outbox.enqueue(7, 'c2', 'good')
    outbox.refused('c1', 10002, '用户不在会话中')
    expect(sent).toEqual(['bad', 'good'])
    expect(shown.get(7)![0]).toMatchObject({ state: 'failed', error: '用户不在会话中' })
    outbox.done('c2')
    outbox.retry('c1')
    expect(sent).toEqual(['bad', 'good', 'bad'])
    outbox.refused('c1', 10002, 'x')
    outbox.discard('c1')
    expect(outbox.size).toBe(0)
  })

  it('tries again by itself when told to slow down', async () => {
    const outbox = make()
    outbox.online()
    await outbox.enqueue(7, 'c1', 'one')
    outbox.refused('c1', 429, 'slow')
    expect(sent).toEqual(['one'])
    await vi.advanceTimersByTimeAsync(kTransientPauseMs)
    expect(sent).toEqual(['one', 'one'])
  })

  it('survives a reload in the moment after Enter, before the database has committed', async () => {
    const kept = new Map<string, string>()
    vi.stubGlobal('localStorage', {
      setItem: (key: string, value: string) => kept.set(key, value),
      getItem: (key: string) => kept.get(key) ?? null,
      removeItem: (key: string) => kept.delete(key),
      key: (index: number) => [...kept.keys()][index] ?? null,
      get length() {
        return kept.size
      },
    })
    void make('a').enqueue(7, 'c1', 'one')
    expect(kept.size).toBe(1)
    // The page is gone: a new one, whose database never saw the item.
    storage = openOutboxStorage(++user)
    const key = [...kept.keys()][0]!
    kept.set(key.replace(`.${user - 1}.`, `.${user}.`), kept.get(key)!)
    const after = make('b')
    after.online()
    await after.adopt(() => false)
    expect(sent).toEqual(['one'])
    await vi.waitFor(async () => expect((await storage.all()).map((i) => i.tab)).toEqual(['b']))
    vi.unstubAllGlobals()
  })

  it('still sends when nothing can be stored', async () => {
    storage.put = () => Promise.reject(new Error('quota'))
    const outbox = make()
    outbox.online()
    await outbox.enqueue(7, 'c1', 'one')
    expect(sent).toEqual(['one'])
  })

  describe('attachments', () => {
    const attachment = {
      name: 'a.png',
      size: 3,
      mime: 'image/png',
      width: 1,
      height: 1,
      duration: 0,
    }
    let uploads: string[]
    const withUploads = (tab = 'a') =>
      new Outbox({
        storage,
        tab,
        transmit(item) {
          if (reachable) sent.push(item.content)
          return reachable
        },
        onChange: (id, items) => shown.set(id, items),
        upload: (item) => uploads.push(item.clientMsgId),
      })
    beforeEach(() => (uploads = []))

    it('holds back what was written after a file until it is uploaded', async () => {
      const outbox = withUploads()
      outbox.online()
      await outbox.enqueue(7, 'c1', '', { type: 'IMAGE', attachment, blob: new Blob(['abc']) })
      await outbox.enqueue(7, 'c2', 'after')
      expect(uploads).toEqual(['c1'])
      expect(sent).toEqual([])
      outbox.uploaded('c1', '{"fileUrl":"/a"}')
      expect(sent).toEqual(['{"fileUrl":"/a"}'])
      outbox.done('c1')
      expect(sent).toEqual(['{"fileUrl":"/a"}', 'after'])
    })

    it('lets the next one go when an upload fails, and uploads again on retry', async () => {
      const outbox = withUploads()
      outbox.online()
      await outbox.enqueue(7, 'c1', '', { type: 'FILE', attachment })
      await outbox.enqueue(7, 'c2', 'after')
      outbox.refused('c1', 400, 'too large')
      expect(sent).toEqual(['after'])
      outbox.retry('c1')
      expect(uploads).toEqual(['c1', 'c1'])
      expect(shown.get(7)!.find((i) => i.clientMsgId === 'c1')!.state).toBe('uploading')
    })

    it('can be given up before it is sent, not after', async () => {
      const outbox = withUploads()
      outbox.online()
      await outbox.enqueue(7, 'c1', '', { type: 'FILE', attachment })
      expect(outbox.cancel('c1')).toBe(true)
      expect(outbox.size).toBe(0)
      await outbox.enqueue(7, 'c2', 'text')
      expect(outbox.cancel('c2')).toBe(false)
    })

    it('goes on uploading after a reload', async () => {
      await withUploads('a').enqueue(7, 'c1', '', { type: 'FILE', attachment })
      uploads = []
      await withUploads('b').adopt(() => false)
      expect(uploads).toEqual(['c1'])
    })
  })
})
