import { effectScope } from 'vue'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { usePages } from './use_pages'

/** How many rows there are; what is asked for stays open until it is answered. */
let length = 0
let open: (() => void)[] = []
const asked: string[] = []

let starred = new Set<number>()

function ask(pageNum: number, pageSize: number) {
  asked.push(`${pageNum}/${pageSize}`)
  const all = Array.from({ length }, (_, i) => ({
    id: length - i,
    isStarred: starred.has(length - i),
  }))
  const rows = all.slice((pageNum - 1) * pageSize, pageNum * pageSize)
  return new Promise<{ rows: typeof all; total: number }>((resolve) =>
    open.push(() => resolve({ rows, total: all.length })),
  )
}
async function answered(work: Promise<void>) {
  for (const each of open.splice(0)) each()
  await work
}

beforeEach(() => {
  vi.useFakeTimers()
  length = 25
  open = []
  asked.length = 0
  starred = new Set()
})
afterEach(() => vi.useRealTimers())

describe('a list by pages', () => {
  it('grows, keeps its length when it is read anew, and has no row twice', async () => {
    const list = usePages(10, ask)
    await answered(list.load())
    expect([list.rows.value.length, list.hasMore.value]).toEqual([10, true])
    length = 26
    await answered(list.more())
    // The last of the first page has become the first of the second.
    expect(list.rows.value.map((each) => each.id)).toEqual(
      Array.from({ length: 19 }, (_, i) => 25 - i),
    )
    await answered(list.load())
    expect(asked).toEqual(['1/10', '2/10', '1/20'])
    expect(list.rows.value.map((each) => each.id)[0]).toBe(26)
  })

  it('takes no answer that another list was asked for after', async () => {
    const list = usePages(10, ask)
    const first = list.load()
    list.clear()
    await answered(first)
    expect(list.state.value).toBe('loading')
    await answered(list.load())
    expect(list.state.value).toBe('rows')
  })

  it('shows a change at once, and no answer from before it takes it back', async () => {
    const list = usePages(10, ask)
    await answered(list.load())
    const star = () => list.rows.value[0]!.isStarred
    const early = list.load()
    let told = () => {}
    const change = list.change([25], { isStarred: true }, () => {
      return new Promise<void>((resolve) => (told = resolve))
    })
    expect(star()).toBe(true)
    const late = list.load()
    starred.add(25)
    told()
    await change
    await answered(early)
    await late
    expect(star()).toBe(true)
    vi.runAllTimers()
    await answered(Promise.resolve())
    expect([asked.length, star()]).toEqual([4, true])
    // Nothing was under way: nothing is asked for again.
    await list.change([25], { isStarred: false }, () => Promise.resolve())
    vi.runAllTimers()
    expect([asked.length, star()]).toEqual([4, false])
  })

  it('takes a change back that the server refused', async () => {
    const list = usePages(10, ask)
    await answered(list.load())
    const refused = () => Promise.reject(new Error('no'))
    await expect(list.change([25], { isStarred: true }, refused)).rejects.toThrow('no')
    vi.runAllTimers()
    await answered(Promise.resolve())
    expect(list.rows.value[0]!.isStarred).toBe(false)
  })

  it('is read once for several changes, and not when nobody looks any more', () => {
    const also = vi.fn()
    const scope = effectScope()
    const list = scope.run(() => usePages(10, ask, also))!
    list.soon()
    list.soon()
    vi.runAllTimers()
    expect([asked.length, also.mock.calls.length]).toEqual([1, 1])
    list.soon()
    scope.stop()
    vi.runAllTimers()
    expect(asked).toHaveLength(1)
  })
})
