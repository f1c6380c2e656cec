import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/api/types'
import { filterRows, keepOrder, neighbour } from './conversation_list'

function row(id: number, more: Partial<Conversation> = {}): Conversation {
  return { id, type: 'PRIVATE', unreadCount: 0, hasMention: false, ...more } as Conversation
}

describe('conversation list', () => {
  const rows = [
    row(1, { type: 'GROUP', unreadCount: 3, hasMention: true }),
    row(2),
    row(3, { unreadCount: 1 }),
    row(4, { type: 'GROUP', hasMention: true }),
  ]
  const ids = (list: readonly Conversation[]) => list.map((each) => each.id)

  it('shows by tab what belongs there', () => {
    expect(ids(filterRows(rows, 'all', 0))).toEqual([1, 2, 3, 4])
    expect(ids(filterRows(rows, 'unread', 0))).toEqual([1, 3])
    expect(ids(filterRows(rows, 'mentions', 0))).toEqual([1])
    expect(ids(filterRows(rows, 'groups', 0))).toEqual([1, 4])
    expect(ids(filterRows(rows, 'direct', 0))).toEqual([2, 3])
  })

  it('keeps the open conversation in "unread" while it is read', () => {
    expect(ids(filterRows(rows, 'unread', 2))).toEqual([1, 2, 3])
  })

  it('holds an order and puts what is new at the end', () => {
    expect(ids(keepOrder(rows, [3, 1, 2]))).toEqual([3, 1, 2, 4])
    expect(ids(keepOrder(rows.slice(1), [3, 1, 2]))).toEqual([3, 2, 4])
  })

  it('walks to the neighbour, or to the next unread one', () => {
    expect(neighbour(rows, 2, 1, false)?.id).toBe(3)
    expect(neighbour(rows, 1, 1, true)?.id).toBe(3)
    expect(neighbour(rows, 1, -1, false)).toBeNull()
    expect(neighbour(rows, 0, 1, false)?.id).toBe(1)
    expect(neighbour(rows, 0, -1, false)?.id).toBe(4)
  })
})
