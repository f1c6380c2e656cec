// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as messageApi from './api'
import * as conversationApi from './conversation_api'
import { useAttention } from '@/session/attention'
import { useConversations } from './conversations'
import { begin, conversation, end, fill, kMe, message, server } from './history_fixture'
import { useMessages } from './messages'

vi.mock('./api')
vi.mock('./conversation_api')

beforeEach(begin)
afterEach(end)

describe('marked as read', () => {
  it('marks as read what was seen, at most once a second, and tells the last', async () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 2, lastReadMessageId: 3 }))
    const messages = useMessages()
    await messages.open(7)
    expect(messages.threadOf(7).unreadAfter).toBe(3)
    messages.seen(7, 4)
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    await vi.advanceTimersByTimeAsync(0)
    messages.seen(7, 5)
    messages.receive(message(6))
    messages.seen(7, 6)
    await vi.advanceTimersByTimeAsync(999)
    expect(server.marks).toEqual([[7, 4]])
    await vi.advanceTimersByTimeAsync(1)
    expect(server.marks).toEqual([
      [7, 4],
      [7, 6],
    ])
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
  })

  it('marks nothing while nobody looks, and draws the line for the return', async () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation())
    const messages = useMessages()
    await messages.open(7)
    useAttention().attentive = false
    messages.lookedAway()
    messages.receive(message(6))
    messages.seen(7, 6)
    await vi.advanceTimersByTimeAsync(5000)
    expect(server.marks).toEqual([])
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    expect(messages.threadOf(7).unreadAfter).toBe(5)
  })

  it('counts what came while watched but was left unseen', async () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation())
    const messages = useMessages()
    await messages.open(7)
    messages.receive(message(6))
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
    messages.leave(7)
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
  })

  it('repeats a mark that did not get through', async () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 1, lastReadMessageId: 4 }))
    const messages = useMessages()
    await messages.open(7)
    vi.mocked(messageApi.markRead).mockRejectedValueOnce(new Error('down'))
    messages.seen(7, 5)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.marks).toEqual([])
    await vi.advanceTimersByTimeAsync(5000)
    expect(server.marks).toEqual([[7, 5]])
  })

  it('a list asked for before the mark does not bring the badge back', async () => {
    fill(1, 5)
    const conversations = useConversations()
    const row = conversation({ unreadCount: 1, lastReadMessageId: 4 })
    conversations.put(row)
    const messages = useMessages()
    await messages.open(7)
    messages.seen(7, 5)
    conversations.put(row)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
  })

  it('counts nothing as unread after a jump into the past of a read conversation', async () => {
    fill(1, 300)
    const conversations = useConversations()
    conversations.put(conversation({ lastReadMessageId: 300 }))
    const messages = useMessages()
    await messages.jump(7, 100)
    messages.seen(7, 110, 95)
    await messages.loadNewer(7)
    messages.seen(7, 150, 95)
    messages.leave(7)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
    expect(server.marks).toEqual([])
  })

  it('does not read what a jump passed over', async () => {
    fill(1, 200)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 60, lastReadMessageId: 140 }))
    const messages = useMessages()
    await messages.open(7)
    messages.seen(7, 180, 170)
    expect(conversations.byId.get(7)!.unreadCount).toBe(60)
    messages.seen(7, 180, 141)
    expect(conversations.byId.get(7)!.unreadCount).toBe(20)
  })

  it('keeps what it has read out of a list that was asked for before', async () => {
    fill(1, 60)
    const conversations = useConversations()
    const row = conversation({ unreadCount: 20, lastReadMessageId: 40 })
    conversations.put(row)
    const messages = useMessages()
    await messages.open(7)
    messages.seen(7, 50, 35)
    conversations.put(row)
    expect(conversations.byId.get(7)).toMatchObject({ unreadCount: 10, lastReadMessageId: 50 })
  })

  it('follows what another device of mine has read', () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 3, lastReadMessageId: 2 }))
    useMessages().readReceipt(7, kMe, 5)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
  })

  it('marks the first message of a conversation that was opened empty', async () => {
    const conversations = useConversations()
    conversations.put(conversation())
    const messages = useMessages()
    await messages.open(7)
    fill(1, 1)
    messages.receive(server.history[0]!)
    expect(conversations.byId.get(7)!.unreadCount).toBe(0)
    messages.seen(7, 1, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.marks).toEqual([[7, 1]])
  })
})

describe('made unread by hand', () => {
  it('stays unread on screen when it was made so by hand, here or elsewhere', async () => {
    fill(1, 5)
    server.history.push(message(6, { senderId: kMe }))
    const conversations = useConversations()
    conversations.put(conversation({ lastReadMessageId: 6 }))
    const messages = useMessages()
    await messages.open(7)
    const listed = { unreadCount: 1, lastReadMessageId: 4 }
    vi.mocked(conversationApi.listConversations).mockImplementation(async () => [
      conversation(listed),
    ])
    expect(await messages.markUnread(7)).toBe(true)
    expect(vi.mocked(messageApi.markUnread).mock.calls).toEqual([[5]])
    expect(conversations.byId.get(7)!.unreadCount).toBe(1)
    // What is on screen all the while is not read again, and what comes is counted.
    messages.seen(7, 6, 1)
    messages.receive(message(7))
    messages.seen(7, 7, 1)
    await vi.advanceTimersByTimeAsync(5000)
    expect(server.marks).toEqual([])
    expect(conversations.byId.get(7)!.unreadCount).toBe(2)
    messages.leave(7)
    await messages.open(7)
    expect(messages.threadOf(7).unreadAfter).toBe(4)
    messages.seen(7, 7, 1)
    await vi.advanceTimersByTimeAsync(1000)
    expect(server.marks).toEqual([[7, 7]])
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
    server.history.push(message(1, { senderId: kMe }), message(2, { messageType: 'SYSTEM' }))
    useConversations().put(conversation())
    expect(await useMessages().markUnread(7)).toBe(false)
    expect(messageApi.markUnread).not.toHaveBeenCalled()
  })
})
