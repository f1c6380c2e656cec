// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as messageApi from './api'
import * as conversationApi from './conversation_api'
import { useConversations } from './conversations'
import { begin, conversation, end, fill, message, server } from './history_fixture'
import { useMessages } from './messages'

vi.mock('./api')
vi.mock('./conversation_api')

/**
 * Whatever overtakes what on the way, in the end the list says what the server says: the same
 * story is told in many orders of requests reaching the server, answers and frames coming back.
 */

const kOrders = 60
const kMe = 1

/** How far the server has it that I read. */
let read = 0
let frames: (() => void)[] = []
/** Of each request: what the server does, then its answer. */
let requests: { serve: (() => unknown) | null; answer: (() => void) | null }[] = []

beforeEach(begin)
afterEach(end)

function request<T>(serve: () => T): Promise<T> {
  return new Promise((resolve) => {
    const mine: (typeof requests)[number] = { serve: null, answer: null }
    mine.serve = () => {
      const result = serve()
      mine.answer = () => resolve(result)
    }
    requests.push(mine)
  })
}

const last = () => server.history.at(-1)!.id
const unread = () => server.history.filter((each) => each.id > read).length

function moveTo(id: number): void {
  if (id <= read) return
  read = id
  frames.push(() => useMessages().readReceipt(7, kMe, id))
}

function moveBack(): void {
  read = last() - 1
  frames.push(() => void useMessages().cursorMoved(7))
}

function write(): void {
  const next = message(last() + 1)
  server.history.push(next)
  frames.push(() => useMessages().receive(next))
}

function connect(): void {
  const listed = () => [
    conversation({
      unreadCount: unread(),
      lastReadMessageId: read || null,
      hasMention: unread() > 0,
    }),
  ]
  vi.mocked(conversationApi.listConversations).mockImplementation(() => request(listed))
  vi.mocked(conversationApi.markConversationRead).mockImplementation(() =>
    request(() => (moveTo(last()), null)),
  )
  vi.mocked(messageApi.markRead).mockImplementation((_, upTo) =>
    request(() => (moveTo(upTo), null)),
  )
  vi.mocked(messageApi.markUnread).mockImplementation(() => request(() => (moveBack(), null)))
  const page = [...server.history]
  vi.mocked(messageApi.listMessages).mockImplementation(() => request(() => page))
}

const settle = () => vi.advanceTimersByTimeAsync(0)

/** Takes the steps of the story in order, and between them what is on its way, by chance. */
async function tell(story: (() => void)[], seed: number): Promise<void> {
  let state = seed * 2_654_435_761 + 1
  const pick = (n: number) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
    return (state >>> 8) % n
  }
  const steps = [...story]
  for (;;) {
    requests = requests.filter((each) => each.serve || each.answer)
    const ready: (() => unknown)[] = requests.map((each) => () => {
      const next = each.serve ?? each.answer
      if (each.serve) each.serve = null
      else each.answer = null
      next?.()
    })
    if (frames.length > 0) ready.push(() => frames.shift()!())
    if (steps.length > 0) ready.push(() => steps.shift()!())
    if (ready.length === 0) {
      await vi.advanceTimersByTimeAsync(6_000)
      if (requests.length === 0 && frames.length === 0) return
      continue
    }
    ready[pick(ready.length)]!()
    if (pick(3) === 0) await vi.advanceTimersByTimeAsync(400)
    await settle()
  }
}

async function inAllOrders(kept: number, story: () => (() => void)[]): Promise<void> {
  for (let seed = 1; seed <= kOrders; seed++) {
    begin()
    fill(1, 5)
    ;[read, frames, requests] = [4, [], []]
    connect()
    const conversations = useConversations()
    conversations.seed([conversation({ unreadCount: kept, lastReadMessageId: 5 - kept })])
    await tell(story(), seed)
    const row = conversations.byId.get(7)!
    expect([seed, row.unreadCount, row.hasMention]).toEqual([seed, unread(), unread() > 0])
    end()
  }
}

describe('in any order the list ends as the server has it', () => {
  const load = () => void useConversations().load()
  const open = () => void useMessages().open(7)
  const seen = () => useMessages().seen(7, 5)
  const leave = () => useMessages().leave(7)
  const row = () => useConversations().byId.get(7)!
  const readByHand = () =>
    void useMessages().readByHand(7, row().lastMessage!.id, () =>
      conversationApi.markConversationRead(7),
    )
  const makeUnread = () => void useMessages().markUnread(7)

  for (const kept of [0, 1]) {
    it(`with ${kept} kept: read elsewhere, before it was ever opened here`, () =>
      inAllOrders(kept, () => [load, () => moveTo(5), load]))
    it(`with ${kept} kept: read by hand, before it was ever opened`, () =>
      inAllOrders(kept, () => [load, readByHand, load]))
    it(`with ${kept} kept: opened and seen`, () =>
      inAllOrders(kept, () => [load, open, seen, load, seen, leave]))
  }
  it('made unread here and elsewhere, and read again', () =>
    inAllOrders(1, () => [load, open, seen, makeUnread, load, open, seen, moveBack, leave]))
  it('made unread elsewhere while something is read here', () =>
    inAllOrders(1, () => [load, moveBack, readByHand, load, () => moveTo(5), moveBack]))
  it('something comes, and is read', () =>
    inAllOrders(0, () => [load, write, load, readByHand, write, () => moveTo(last()), load]))
})
