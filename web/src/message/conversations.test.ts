// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from './conversation_api'
import type { Conversation, Message } from '@/api/types'
import { kSessionKey } from '@/session/session'
import { useConversations } from './conversations'

vi.mock('./conversation_api')

function row(id: number, part: Partial<Conversation> = {}): Conversation {
  return {
    id,
    type: 'PRIVATE',
    name: `c${id}`,
    unreadCount: 0,
    muted: false,
    pinned: false,
    hasMention: false,
    lastMessage: { id: id * 10 },
    lastMessageTime: `2026-01-01 00:00:${String(id).padStart(2, '0')}`,
    ...part,
  } as Conversation
}

beforeEach(() => {
  localStorage.setItem(kSessionKey, JSON.stringify({ token: 't', user: { id: 1 } }))
  setActivePinia(createPinia())
  vi.clearAllMocks()
})

describe('conversations', () => {
  it('shows kept rows until the server has answered, and only then', async () => {
    const store = useConversations()
    store.seed([row(1), row(2)])
    expect(store.sorted.map((each) => each.id)).toEqual([2, 1])
    expect([store.cached, store.loaded]).toEqual([true, false])
    vi.mocked(api.listConversations).mockResolvedValue([row(3)])
    await store.load()
    expect(store.sorted.map((each) => each.id)).toEqual([3])
    expect([store.cached, store.loaded]).toEqual([false, true])
    store.seed([row(9)])
    expect(store.byId.has(9)).toBe(false)
  })

  it('keeps what came while an older list was on its way', async () => {
    const store = useConversations()
    const message = (id: number) =>
      ({ id, conversationId: 1, createTime: '2026-01-01 00:10:00' }) as Message
    let answer: (rows: Conversation[]) => void = () => {}
    vi.mocked(api.listConversations).mockReturnValueOnce(
      new Promise((resolve) => (answer = resolve)),
    )
    store.put(row(1))
    const loading = store.load()
    for (const id of [11, 12]) store.touch(message(id), true)
    // The answer knows the first of the two.
    answer([row(1, { unreadCount: 4, lastMessage: message(11) })])
    await loading
    expect(store.byId.get(1)?.lastMessage?.id).toBe(12)
    expect(store.byId.get(1)?.unreadCount).toBe(5)
  })

  it('keeps what was done while an older list was on its way', async () => {
    const store = useConversations()
    let answer: (rows: Conversation[]) => void = () => {}
    vi.mocked(api.listConversations).mockReturnValueOnce(
      new Promise((resolve) => (answer = resolve)),
    )
    const rows = [row(1), row(2, { muted: true }), row(3), row(4)]
    for (const each of rows) store.put(each)
    const loading = store.load()
    store.patch(1, { pinned: true })
    store.patch(2, { muted: false })
    store.patch(3, { lastMessage: { id: 30, isRevoked: true } as Message })
    store.named(3, false)
    store.remove(4)
    answer(rows)
    await loading
    expect([store.byId.get(1)?.pinned, store.byId.get(2)?.muted]).toEqual([true, false])
    expect(store.byId.get(3)).toMatchObject({ hasMention: true, lastMessage: { isRevoked: true } })
    expect(store.byId.has(4)).toBe(false)
  })

  it('counts in the title what is not muted, and mentions everywhere', () => {
    const store = useConversations()
    store.put(row(1, { unreadCount: 3 }))
    store.put(row(2, { unreadCount: 40, muted: true }))
    expect(store.unreadTotal).toBe(3)
    store.patch(2, { hasMention: true })
    expect(store.unreadTotal).toBe(4)
  })

  it('brings a hidden one back with its next message', () => {
    const store = useConversations()
    store.put(row(1, { unreadCount: 2 }))
    store.hidden.add(1)
    expect(store.sorted).toEqual([])
    expect(store.unreadTotal).toBe(0)
    store.touch({ id: 99, conversationId: 1, createTime: '2026-01-02 00:00:00' } as Message, true)
    expect(store.sorted.map((each) => each.id)).toEqual([1])
    expect(store.unreadTotal).toBe(3)
  })
})
