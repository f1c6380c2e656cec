import 'fake-indexeddb/auto'
import { afterEach, describe, expect, it } from 'vitest'
import type { Conversation, Message } from '@/api/types'
import { deleteCache, kMostRows, kMostThreads, openCache } from './cache'
import type { Cache } from './cache'

const kUser = 7
let open: Cache[] = []

async function cacheOf(userId: number): Promise<Cache> {
  const cache = await openCache(userId)
  open.push(cache)
  return cache
}

afterEach(async () => {
  for (const cache of open) cache.close()
  open = []
  await deleteCache(kUser)
  await deleteCache(kUser + 1)
})

const message = (id: number) => ({ id, content: `m${id}` }) as Message

describe('cache', () => {
  it('keeps the list and the end of a conversation over a reload', async () => {
    const first = await cacheOf(kUser)
    await first.putList([{ id: 1, name: 'a' } as Conversation])
    await first.putThread(
      1,
      Array.from({ length: kMostRows + 10 }, (_, i) => message(i + 1)),
    )
    first.close()
    const again = await cacheOf(kUser)
    expect(await again.list()).toEqual([{ id: 1, name: 'a' }])
    const rows = await again.thread(1)
    expect(rows).toHaveLength(kMostRows)
    expect(rows.at(-1)?.id).toBe(kMostRows + 10)
    expect(await again.thread(2)).toEqual([])
  })

  it('lets the oldest conversation go', async () => {
    const cache = await cacheOf(kUser)
    for (let id = 1; id <= kMostThreads + 1; id++) {
      await cache.putThread(id, [message(id)])
      await new Promise((done) => setTimeout(done, 2))
    }
    expect(await cache.thread(1)).toEqual([])
    expect(await cache.thread(2)).toHaveLength(1)
    expect(await cache.thread(kMostThreads + 1)).toHaveLength(1)
  })

  it('shows nobody the rows of another user, and nothing after signing out', async () => {
    const mine = await cacheOf(kUser)
    await mine.putList([{ id: 1 } as Conversation])
    expect(await (await cacheOf(kUser + 1)).list()).toEqual([])
    mine.close()
    await deleteCache(kUser)
    expect(await (await cacheOf(kUser)).list()).toEqual([])
  })
})
