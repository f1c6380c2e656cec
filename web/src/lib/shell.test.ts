import { describe, expect, it } from 'vitest'
import type { Conversation } from '@/api/types'
import { filterRows, keepOrder, neighbour } from './conversation_list'
import { excerpt, highlight, isSearchable } from './highlight'
import { indexLetter, initials, matchRank } from './pinyin'
import { cutName, sizeText } from './sizes'

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

describe('pinyin', () => {
  it('finds the letter of a name', () => {
    const names = ['张伟', '李明', '欧阳', '阿宝', '王芳', 'Emma', 'émile', '曾国', '8号', '']
    expect(names.map(indexLetter).join('')).toBe('ZLOAWEEZ##')
  })

  it('knows initials of a whole name', () => {
    expect(initials('张伟')).toBe('zw')
    expect(initials('产品设计群')).toBe('cpsjq')
  })

  it('ranks what was typed', () => {
    expect(matchRank('张伟', '')).toBe(1)
    expect(matchRank('张伟', '张伟')).toBe(5)
    expect(matchRank('张伟', '张')).toBe(4)
    expect(matchRank('张伟', '伟')).toBe(3)
    expect(matchRank('张伟', 'ZW')).toBe(2)
    expect(matchRank('张伟', 'w')).toBe(1)
    expect(matchRank('张伟', 'x')).toBe(0)
    expect(matchRank('Emma', 'zw')).toBe(0)
  })
})

describe('search', () => {
  it('marks every hit and nothing else', () => {
    expect(highlight('Ab aB x', 'AB')).toEqual([
      { text: 'Ab', hit: true },
      { text: ' ', hit: false },
      { text: 'aB', hit: true },
      { text: ' x', hit: false },
    ])
    expect(highlight('<b>', '')).toEqual([{ text: '<b>', hit: false }])
    expect(highlight('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', hit: false }])
  })

  it('starts at one Chinese character or two others', () => {
    expect([' a', 'ab', '中', ' '].map(isSearchable)).toEqual([false, true, true, false])
  })

  it('shows the words around a hit far inside', () => {
    const text = excerpt(`${'x'.repeat(300)} needle ${'y'.repeat(300)}`, 'NEEDLE')
    expect(text).toContain('needle')
    expect(text.startsWith('…')).toBe(true)
    expect(text.endsWith('…')).toBe(true)
    expect(excerpt('short\nneedle', 'needle')).toBe('short needle')
  })
})

describe('sizes and names', () => {
  it('writes sizes', () => {
    const sizes = [0, 512, 1024, 1_258_291, 34 * 1024 * 1024, 5 * 1024 ** 3]
    expect(sizes.map(sizeText)).toEqual(['0 B', '512 B', '1.0 KB', '1.2 MB', '34 MB', '5.0 GB'])
  })

  it('cuts a name in the middle', () => {
    expect(cutName('short.pdf')).toBe('short.pdf')
    const cut = cutName(`${'长'.repeat(60)}.pdf`, 20)
    expect(Array.from(cut)).toHaveLength(20)
    expect(cut.endsWith('.pdf')).toBe(true)
  })
})
