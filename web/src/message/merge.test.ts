import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { mergeMessages, newestId } from './merge'
import { message } from './message_fixture'

const ids = (rows: readonly Message[]) => rows.map((row) => row.id)

describe('mergeMessages', () => {
  it('applies by id: nothing doubles, order is by id', () => {
    const rows = mergeMessages([message(1), message(3)], [message(2), message(3), message(5)])
    expect(ids(rows)).toEqual([1, 2, 3, 5])
    expect(newestId(rows)).toBe(5)
  })

  it('replaces by the newer object, or keeps the fuller one', () => {
    const rows = mergeMessages([message(1)], [message(1, { content: 'edited' })])
    expect(rows[0]!.content).toBe('edited')
    const kept = mergeMessages(rows, [message(1, { content: 'bare' })], true)
    expect(kept).toBe(rows)
  })

  it('leaves its arguments alone', () => {
    const before = Object.freeze([message(1)])
    expect(ids(mergeMessages(before, [message(2)]))).toEqual([1, 2])
    expect(ids(before)).toEqual([1])
    expect(mergeMessages(before, [])).toBe(before)
  })
})
