// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from './api'
import { useConversations } from './conversations'
import {
  begin,
  conversation,
  end,
  fill,
  ids,
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

describe('after a time without a connection', () => {
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
})
