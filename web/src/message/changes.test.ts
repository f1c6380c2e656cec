import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { messageOf } from '@/api/wire'
import { countReaders, reactionsAfter, reactRow, recallRow, removeRows } from './changes'

function message(id: number, part: Partial<Message> = {}): Message {
  const wire = { id, conversationId: 7, senderId: 2, senderName: 'Bob', content: `m${id}` }
  return { ...messageOf(wire, 1)!, ...part }
}

describe('what frames change', () => {
  it('recalls a message and the quotes of it', () => {
    const quote = { id: 1, type: 'TEXT', content: 'm1', senderName: 'Bob' }
    const reactions = [{ emoji: '👍', count: 1, isMine: false, userIds: [2] }]
    const rows = [message(1, { reactions }), message(2, { quote }), message(3)]
    const after = recallRow(rows, 1, '[gone]')
    expect(after[0]).toMatchObject({ isRevoked: true, content: '', reactions: [] })
    expect(after[1]!.quote!.content).toBe('[gone]')
    expect(after[2]).toBe(rows[2])
    expect(recallRow(rows, 99, '[gone]')).toBe(rows)
  })

  it('counts a reader of own messages once per receipt, never above all', () => {
    const rows = [message(1, { isSelf: true }), message(2)]
    const once = countReaders(rows, new Set([1, 2]), 2)
    expect(once[0]!.readStatus).toMatchObject({ readCount: 1, totalCount: 2, allRead: false })
    expect(once[1]!.readStatus).toBeNull()
    const all = countReaders(countReaders(once, new Set([1]), 2), new Set([1]), 2)
    expect(all[0]!.readStatus).toMatchObject({ readCount: 2, allRead: true })
  })

  it('keeps one reaction per person', () => {
    const first = reactionsAfter([], 5, '👍', true, 1)
    const two = reactionsAfter(first, 1, '👍', true, 1)
    expect(two).toEqual([{ emoji: '👍', count: 2, isMine: true, userIds: [5, 1] }])
    const moved = reactionsAfter(two, 1, '🎉', true, 1)
    expect(moved.map((each) => [each.emoji, each.count, each.isMine])).toEqual([
      ['👍', 1, false],
      ['🎉', 1, true],
    ])
    expect(reactionsAfter(reactionsAfter(moved, 1, '🎉', false, 1), 5, '👍', false, 1)).toEqual([])
    const rows = [message(1)]
    expect(reactRow(rows, 1, 1, '👍', true, 1)[0]!.reactions).toHaveLength(1)
  })

  it('removes by id and leaves the rest alone', () => {
    const rows = [message(1), message(2)]
    expect(removeRows(rows, new Set([1])).map((row) => row.id)).toEqual([2])
    expect(removeRows(rows, new Set([9]))).toBe(rows)
  })
})
