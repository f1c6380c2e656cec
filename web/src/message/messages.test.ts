// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from './api'
import { useAttention } from '@/session/attention'
import { useConversations } from './conversations'
import { begin, conversation, end, fill, kMe, message, server } from './history_fixture'
import { useMessages } from './messages'

vi.mock('./api')
vi.mock('./conversation_api')

const ids = () =>
  useMessages()
    .threadOf(7)
    .rows.map((row) => row.id)
const range = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, i) => from + i)

// With the conversation 7 open.
async function opened() {
  useConversations().put(conversation())
  const messages = useMessages()
  await messages.open(7)
  return messages
}

beforeEach(begin)
afterEach(end)

describe('messages', () => {
  it('loads the newest page, then older ones, to the beginning', async () => {
    fill(1, 120)
    const messages = await opened()
    expect(ids()).toEqual(range(71, 120))
    await messages.loadOlder(7)
    await messages.loadOlder(7)
    expect(ids()).toEqual(range(1, 120))
    expect(messages.threadOf(7).hasOlder).toBe(false)
  })

  it('jumps into a window of its own, and back to the live end', async () => {
    fill(1, 300)
    const messages = await opened()
    expect(await messages.jump(7, 100)).toBe(true)
    const thread = messages.threadOf(7)
    expect(ids()).toEqual(range(71, 130))
    expect([thread.hasOlder, thread.hasNewer]).toEqual([true, true])
    expect(thread.target).toMatchObject({ id: 100, flash: true })
    // What comes live is not put under a window that does not touch the end.
    messages.receive(message(301))
    expect(ids().at(-1)).toBe(130)
    await messages.toLatest(7)
    expect(ids().at(-1)).toBe(300)
    expect(thread.hasNewer).toBe(false)
  })

  it('joins the live end page by page, without a gap', async () => {
    fill(1, 140)
    const messages = await opened()
    await messages.jump(7, 40)
    expect(messages.threadOf(7).hasNewer).toBe(true)
    await messages.loadNewer(7)
    expect(ids()).toEqual(range(11, 120))
    // Comes while the last page is under way.
    const last = messages.loadNewer(7)
    fill(141, 141)
    messages.receive(server.history.at(-1)!)
    await last
    await messages.refresh(messages.threadOf(7))
    expect(ids()).toEqual(range(11, 141))
    expect(messages.threadOf(7).hasNewer).toBe(false)
  })

  it('says when a message to jump to is not there', async () => {
    fill(1, 10)
    const messages = await opened()
    server.history = server.history.filter((each) => each.id !== 5)
    messages.deleted(7, [5])
    expect(await messages.jump(7, 5)).toBe(false)
    expect(messages.threadOf(7).target).toMatchObject({ id: 6, flash: false })
  })

  it('asks for one older page at a time', async () => {
    fill(1, 200)
    const messages = await opened()
    await Promise.all([messages.loadOlder(7), messages.loadOlder(7)])
    expect(api.listMessages).toHaveBeenCalledTimes(2)
  })

  it('joins after a short gap with one request', async () => {
    fill(1, 60)
    const messages = await opened()
    messages.wentOffline()
    messages.wentOnline()
    fill(61, 70)
    messages.receive(message(71))
    server.history.push(message(71))
    vi.mocked(api.listMessages).mockClear()
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(11, 71))
    expect(api.listMessages).toHaveBeenCalledTimes(1)
  })

  it('drops what was deleted elsewhere meanwhile, and keeps what is older', async () => {
    fill(1, 60)
    const messages = await opened()
    messages.wentOffline()
    messages.wentOnline()
    server.history = server.history.filter((each) => each.id !== 40 && each.id !== 60)
    await messages.catchUpOpen()
    expect(ids()).toEqual([...range(9, 39), ...range(41, 59)])
  })

  it('fills a longer gap from the last known id, without a hole', async () => {
    fill(1, 60)
    const messages = await opened()
    messages.wentOffline()
    messages.wentOnline()
    fill(61, 360)
    // A live frame of the new connection must not hide the gap below it.
    messages.receive(message(360))
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(11, 360))
  })

  it('starts a new window when the gap is very long', async () => {
    fill(1, 60)
    const messages = await opened()
    messages.wentOffline()
    messages.wentOnline()
    fill(61, 2000)
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(1951, 2000))
    expect(messages.threadOf(7).hasOlder).toBe(true)
  })

  it('keeps a message that arrives while the first page is under way', async () => {
    fill(1, 3)
    useConversations().put(conversation())
    const messages = useMessages()
    const opened = messages.open(7)
    server.history.push(message(4))
    messages.receive(message(4))
    await opened
    expect(ids()).toEqual(range(1, 4))
  })

  it('joins what came between the first page and the connection', async () => {
    fill(1, 3)
    useConversations().put(conversation())
    const messages = useMessages()
    messages.wentOffline()
    await messages.open(7)
    fill(4, 5)
    messages.wentOnline()
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(1, 5))
  })

  it('joins also when the connection came while the first page was under way', async () => {
    fill(1, 3)
    useConversations().put(conversation())
    const messages = useMessages()
    messages.wentOffline()
    let joined: Promise<void> | undefined
    vi.mocked(api.listMessages).mockImplementationOnce(async () => {
      const answer = [...server.history]
      server.history.push(message(4))
      messages.wentOnline()
      joined = messages.catchUpOpen()
      return answer
    })
    await messages.open(7)
    await joined
    expect(ids()).toEqual(range(1, 4))
  })

  it('stays marked when the catch-up fails, and ends it the next time', async () => {
    fill(1, 10)
    const messages = await opened()
    messages.wentOffline()
    messages.wentOnline()
    fill(11, 12)
    vi.mocked(api.listMessages).mockRejectedValueOnce(new Error('down'))
    await messages.catchUpOpen()
    expect(messages.threadOf(7).stale).toBe(true)
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(1, 12))
  })

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
    vi.mocked(api.markRead).mockRejectedValueOnce(new Error('down'))
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

  it('stays with the reader when too much came while the connection was away', async () => {
    fill(1, 60)
    const conversations = useConversations()
    conversations.put(conversation({ lastReadMessageId: 60 }))
    const messages = useMessages()
    await messages.open(7)
    messages.wentOffline()
    messages.wentOnline()
    fill(61, 2000)
    conversations.put(conversation({ unreadCount: 1940, lastReadMessageId: 60 }))
    await messages.catchUpOpen()
    expect(ids()).toEqual(range(11, 60))
    expect(messages.threadOf(7)).toMatchObject({ unreadAfter: 60, hasNewer: true })
    await messages.loadNewer(7)
    expect(ids().at(-1)).toBe(110)
  })

  it('follows what another device of mine has read', () => {
    fill(1, 5)
    const conversations = useConversations()
    conversations.put(conversation({ unreadCount: 3, lastReadMessageId: 2 }))
    useMessages().readReceipt(7, kMe, 5)
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
