// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/api'
import type { Conversation, Message } from '@/api/types'
import { formatServerTime } from '@/lib/time'
import { useAttention } from './attention'
import { useConversations } from './conversations'
import { useMessages } from './messages'
import { kSessionKey } from './session'

vi.mock('@/api/api')

const kMe = 1
/** The server's history of conversation 7. */
let history: Message[]
let marks: [number, number][]

function message(id: number, part: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 7,
    senderId: 2,
    senderName: 'Bob',
    messageType: 'TEXT',
    content: `m${id}`,
    isSelf: false,
    senderAvatar: '',
    isRevoked: false,
    isEdited: false,
    clientMsgId: null,
    readStatus: null,
    quote: null,
    mentions: null,
    reactions: [],
    ...{ isForwarded: false, isPacket: false, isFavorited: false },
    createTime: formatServerTime(1_700_000_000_000 + id * 1000),
    ...part,
  }
}

function conversation(part: Partial<Conversation> = {}): Conversation {
  const last = history.at(-1) ?? null
  return {
    id: 7,
    type: 'PRIVATE',
    name: 'Bob',
    avatar: '',
    pinned: false,
    muted: false,
    createTime: '',
    updateTime: '',
    targetId: 2,
    peerOnline: false,
    lastReadMessageId: null,
    memberCount: 2,
    hasMention: false,
    unreadCount: 0,
    lastMessage: last,
    lastMessageTime: last?.createTime ?? null,
    peerUserId: 2,
    ...part,
  }
}

function fill(from: number, to: number) {
  for (let id = from; id <= to; id++) history.push(message(id))
}

beforeEach(() => {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  const session = { token: 't', refreshToken: null, expiresAt: 0, lifetime: 1, user: { id: kMe } }
  localStorage.setItem(kSessionKey, JSON.stringify(session))
  setActivePinia(createPinia())
  history = []
  marks = []
  vi.clearAllMocks()
  vi.mocked(api.listMessages).mockImplementation(async (_, page) => {
    if (page.afterId !== undefined) {
      return history.filter((m) => m.id > page.afterId!).slice(0, page.limit)
    }
    return history.filter((m) => m.id < (page.lastId ?? Infinity)).slice(-page.limit)
  })
  vi.mocked(api.markRead).mockImplementation(async (id, upTo) => {
    marks.push([id, upTo])
    return null
  })
  vi.mocked(api.listConversations).mockImplementation(async () => [conversation()])
  useAttention().attentive = true
  useMessages().wentOnline()
})
afterEach(() => {
  vi.useRealTimers()
  localStorage.clear()
})

describe('made unread by hand', () => {
  it('stays unread on screen when it was made so by hand, here or elsewhere', async () => {
    fill(1, 5)
    history.push(message(6, { senderId: kMe }))
    const conversations = useConversations()
    conversations.put(conversation({ lastReadMessageId: 6 }))
    const messages = useMessages()
    await messages.open(7)
    const listed = { unreadCount: 1, lastReadMessageId: 4 }
    vi.mocked(api.listConversations).mockImplementation(async () => [conversation(listed)])
    expect(await messages.markUnread(7)).toBe(true)
    expect(vi.mocked(api.markUnread).mock.calls).toEqual([[5]])
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    // What is on screen all the while is not read again, and what comes is counted.
    messages.seen(7, 6, 1)
    messages.receive(message(7))
    messages.seen(7, 7, 1)
    await vi.advanceTimersByTimeAsync(5000)
    expect(marks).toEqual([])
    expect(conversations.byId.get(7)!.unreadCount).toBe(2)
    messages.leave(7)
    await messages.open(7)
    expect(messages.threadOf(7).unreadAfter).toBe(4)
    messages.seen(7, 7, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(marks).toEqual([[7, 7]])
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
    await messages.cursorMoved(7)
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    messages.seen(7, 7)
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    // As a movement of the list by hand does.
    messages.threadOf(7).keptUnread = false
    messages.seen(7, 7)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
  })

  it('has nothing to make unread where nobody else wrote', async () => {
    history.push(message(1, { senderId: kMe }), message(2, { messageType: 'SYSTEM' }))
    useConversations().put(conversation())
    expect(await useMessages().markUnread(7)).toBe(false)
    expect(api.markUnread).not.toHaveBeenCalled()
  })
})
