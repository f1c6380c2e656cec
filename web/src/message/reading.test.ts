// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as messageApi from './api'
import * as conversationApi from './conversation_api'
import { useConversations } from './conversations'
import { begin, conversation, end, fill, kMe, message, server } from './history_fixture'
import { useMessages } from './messages'

vi.mock('./api')
vi.mock('./conversation_api')

beforeEach(begin)
afterEach(end)

describe('marked as read', () => {
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
