// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useConversations } from './conversations'
import {
  begin,
  conversation,
  end,
  fill,
  ids,
  kMe,
  message,
  opened,
  range,
  server,
} from './history_fixture'
import { useMessages } from './messages'

vi.mock('./api')
vi.mock('./conversation_api')

beforeEach(begin)
afterEach(end)

describe('messages', () => {
  it('counts what nobody sees, once per id', () => {
    fill(1, 3)
    const conversations = useConversations()
    conversations.put(conversation())
    const messages = useMessages()
    messages.receive(message(4))
    messages.receive(message(4))
    messages.receive(message(5, { senderId: kMe, isSelf: true }))
    expect(conversations.byId.get(7)).toMatchObject({ unreadCount: 1, lastMessage: { id: 5 } })
    expect(conversations.unreadTotal).toBe(1)
  })

  it('opens where the unread begin when they are more than a page', async () => {
    fill(1, 600)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 500, lastReadMessageId: 100 }))
    const messages = useMessages()
    await messages.open(7)
    const thread = messages.threadOf(7)
    expect(ids()).toEqual(range(71, 130))
    expect([thread.unreadAfter, thread.unreadAbove, thread.hasNewer]).toEqual([100, 0, true])
    messages.seen(7, 110, 90)
    expect(conversations.byId.get(7)!.unreadCount).toBe(490)
    messages.receive(message(601))
    expect(conversations.byId.get(7)!.unreadCount).toBe(491)
    // The way to the end is open all the same, and reads what lies above.
    await messages.toLatest(7)
    expect(ids().at(-1)).toBe(600)
    messages.seen(7, 600, 590)
    expect(conversations.byId.get(7)!.unreadCount).toBe(491)
    messages.seen(7, 600)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
  })

  it('knows how far the other has read, from receipts and from the history', async () => {
    const mine = { senderId: kMe, isSelf: true }
    const status = { readCount: 1, totalCount: 1, allRead: true }
    server.history = [message(1, { ...mine, readStatus: status }), message(2, mine)]
    const messages = await opened()
    expect(messages.threadOf(7).peerReadUpTo).toBe(1)
    messages.readReceipt(7, 2, 2)
    expect(messages.threadOf(7).peerReadUpTo).toBe(2)
  })

  it('confirms own messages found in the history', async () => {
    const confirmed: string[] = []
    server.history = [message(1, { senderId: kMe, isSelf: true, clientMsgId: 'c1' })]
    useConversations().put(conversation())
    const messages = useMessages()
    messages.confirmWith((clientMsgId) => confirmed.push(clientMsgId))
    await messages.open(7)
    messages.receive(message(2, { senderId: kMe, isSelf: true, clientMsgId: 'c2' }))
    expect(confirmed).toEqual(['c1', 'c2'])
  })
})
