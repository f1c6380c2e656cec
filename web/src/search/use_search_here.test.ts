// @vitest-environment happy-dom
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { effectScope, nextTick, shallowRef } from 'vue'
import { searchMessages } from '@/message/api'
import type { MessageHit } from '@/message/api'
import { useSearchHere } from './use_search_here'

vi.mock('@/message/api')

const hit = (id: number, content: string) => ({ id, content }) as MessageHit
const composing = shallowRef(false)
const anew = vi.fn()
const scope = effectScope()
const begin = () => scope.run(() => useSearchHere(7, composing, anew))!
const asked = () => vi.mocked(searchMessages).mock.calls.map(([query]) => query)

beforeEach(() => {
  vi.useFakeTimers()
  vi.resetAllMocks()
  composing.value = false
  vi.mocked(searchMessages).mockResolvedValue({ items: [], total: 0 } as never)
})
afterEach(() => vi.useRealTimers())

describe('search in one conversation', () => {
  it('asks once for what was typed in a row, and not while an input method is at work', async () => {
    const finding = begin()
    composing.value = true
    finding.keyword.value = 'te'
    await vi.advanceTimersByTimeAsync(500)
    expect(asked()).toEqual([])
    composing.value = false
    finding.keyword.value = 'test'
    await nextTick()
    finding.keyword.value = 'tests'
    await vi.advanceTimersByTimeAsync(200)
    expect(asked()).toEqual([{ conversationId: 7, keyword: 'tests', pageNum: 1, pageSize: 20 }])
    expect(finding.answered.value).toBe('tests')
    expect(anew).toHaveBeenCalledOnce()
  })

  it('finds links among texts, keeps each hit once, and widens to everything', async () => {
    const finding = begin()
    const links = [hit(3, 'https://a.example'), hit(2, 'http is a word')]
    vi.mocked(searchMessages).mockResolvedValueOnce({ items: links, total: 30 } as never)
    finding.kind.value = 'links'
    await vi.advanceTimersByTimeAsync(0)
    expect(asked()[0]).toMatchObject({ keyword: 'http', messageType: 'TEXT' })
    expect(finding.hits.value.map((each) => each.id)).toEqual([3])
    expect(finding.hasMore.value).toBe(true)
    const next = [hit(3, 'https://a.example'), hit(1, 'https://b.example')]
    vi.mocked(searchMessages).mockResolvedValueOnce({ items: next, total: 30 } as never)
    await finding.more()
    expect(finding.hits.value.map((each) => each.id)).toEqual([3, 1])
    finding.widen()
    await vi.advanceTimersByTimeAsync(0)
    expect([finding.hasFilter.value, finding.answered.value]).toEqual([false, null])
  })
})
