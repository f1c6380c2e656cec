// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from './api'
import { begin, end, fill, ids, message, opened, range, server } from './history_fixture'

vi.mock('./api')
vi.mock('./conversation_api')

beforeEach(begin)
afterEach(end)

describe('pages and windows', () => {
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
})
