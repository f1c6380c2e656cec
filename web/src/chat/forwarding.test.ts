import { beforeEach, describe, expect, it, vi } from 'vitest'
import { forwardMessage, mergeForward } from '@/message/api'
import { createDirect } from '@/message/conversation_api'
import { forward, partsOf } from './forwarding'

vi.mock('@/message/api')
vi.mock('@/message/conversation_api')

const kRows = [{ id: 11 }, { id: 12 }]
const receiver = (conversationId: number, userId = 0) => ({ conversationId, userId })

beforeEach(() => {
  vi.resetAllMocks()
  vi.mocked(createDirect).mockResolvedValue(70)
})

describe('forwarding', () => {
  it('sends one by one in their order, also to somebody without a conversation', async () => {
    const arrived: number[] = []
    const there = [receiver(7), receiver(0, 2)]
    const { left } = await forward(partsOf(kRows, null), there, (id) => arrived.push(id))
    expect(left).toEqual([])
    expect(arrived).toEqual([7, 70])
    const calls = vi.mocked(forwardMessage).mock.calls
    expect(calls.map(([id, to]) => [id, to])).toEqual([
      [11, 7],
      [12, 7],
      [11, 70],
      [12, 70],
    ])
    expect(new Set(calls.map((call) => call[2])).size).toBe(4)
  })

  it('sends the rest only when it is tried again, under the same name', async () => {
    const refusal = new Error('down')
    vi.mocked(forwardMessage)
      .mockResolvedValueOnce(null as never)
      .mockRejectedValueOnce(refusal)
    const arrived = vi.fn()
    const first = await forward(partsOf(kRows, null), [receiver(8)], arrived)
    expect(first).toEqual({ left: [receiver(8)], reason: refusal })
    expect(arrived).not.toHaveBeenCalled()
    expect((await forward(partsOf(kRows, null), first.left, arrived)).left).toEqual([])
    const calls = vi.mocked(forwardMessage).mock.calls
    expect(calls.map((call) => call[0])).toEqual([11, 12, 12])
    expect(calls[2]![2]).toBe(calls[1]![2])
    // What has arrived may be sent on once more.
    await forward(partsOf(kRows, null), [receiver(8)], arrived)
    expect(forwardMessage).toHaveBeenCalledTimes(5)
  })

  it('sends them as one under a title', async () => {
    await forward(partsOf(kRows, 'Chat'), [receiver(9)], vi.fn())
    expect(mergeForward).toHaveBeenCalledExactlyOnceWith([11, 12], 9, 'Chat', expect.any(String))
  })
})
