import { createPinia, setActivePinia } from 'pinia'
import { vi } from 'vitest'
import * as messageApi from './api'
import * as conversationApi from './conversation_api'
import type { Conversation, Message } from '@/api/types'
import { formatServerTime } from '@/base/time'
import { useAttention } from '@/session/attention'
import { useConversations } from './conversations'
import { message as messageOfBob } from './message_fixture'
import { useMessages } from './messages'
import { kSessionKey } from '@/session/session'

/**
 * A server with one conversation, for tests of the stores that have `./api` and
 * `./conversation_api` mocked.
 */

export const kMe = 1
/** What the server has of conversation 7, and what it was told is read. */
export const server = { history: [] as Message[], marks: [] as [number, number][] }

/** A text of Bob in conversation 7. */
export function message(id: number, part: Partial<Message> = {}): Message {
  const createTime = formatServerTime(1_700_000_000_000 + id * 1000)
  return messageOfBob(id, { conversationId: 7, createTime, ...part })
}

export function conversation(part: Partial<Conversation> = {}): Conversation {
  const last = server.history.at(-1) ?? null
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

export function fill(from: number, to: number) {
  for (let id = from; id <= to; id++) server.history.push(message(id))
}

/** Conversation 7, opened. */
export async function opened() {
  useConversations().put(conversation())
  const messages = useMessages()
  await messages.open(7)
  return messages
}

/** What is loaded of it. */
export const ids = () =>
  useMessages()
    .threadOf(7)
    .rows.map((row) => row.id)
export const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** Before each test. */
export function begin(): void {
  vi.useFakeTimers({
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date'],
  })
  const session = { token: 't', refreshToken: null, expiresAt: 0, lifetime: 1, user: { id: kMe } }
  localStorage.setItem(kSessionKey, JSON.stringify(session))
  setActivePinia(createPinia())
  server.history = []
  server.marks = []
  vi.clearAllMocks()
  vi.mocked(messageApi.listMessages).mockImplementation(async (_, page) => {
    if (page.afterId !== undefined) {
      return server.history.filter((m) => m.id > page.afterId!).slice(0, page.limit)
    }
    return server.history.filter((m) => m.id < (page.lastId ?? Infinity)).slice(-page.limit)
  })
  vi.mocked(messageApi.markRead).mockImplementation(async (id, upTo) => {
    server.marks.push([id, upTo])
    return null
  })
  vi.mocked(conversationApi.listConversations).mockImplementation(async () => [conversation()])
  useAttention().attentive = true
  useMessages().wentOnline()
}

/** After each test. */
export function end(): void {
  vi.useRealTimers()
  localStorage.clear()
}
