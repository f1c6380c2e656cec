import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { countReaders, reactionsAfter, reactRow, recallRow, removeRows } from './changes'
import { findEmoji, withTone } from './emoji'
import type { EmojiEntry } from './emoji'
import { isOver } from './links'
import {
  cardOf,
  durationText,
  fileProblem,
  kindOfFile,
  kUsualLimits,
  mediaOf,
  thumbBox,
} from './media'
import { mentionAt, mentionsOf, withoutUnit } from './mention'
import { actionsOf, kEditWithinMs, kRecallWithinMs } from './message_actions'
import { placeBeside } from './place'
import { segmentsOf } from './segments'
import { splitName } from './sizes'
import { messageOf, reactionsOf } from './wire'

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

  it('reads reactions by their people, not by a foreign isMine', () => {
    const wire = [{ emoji: '👍', count: 2, isMine: true, userIds: [4, 5] }, { count: 1 }, null]
    expect(reactionsOf(wire, 1)).toEqual([
      { emoji: '👍', count: 2, isMine: false, userIds: [4, 5] },
    ])
  })
})

describe('what may be done with a message', () => {
  const subject = { mine: true, type: 'TEXT', at: 0, favorited: false, readOnly: false }
  const offOf = (id: string, now: number, part = {}) =>
    actionsOf({ ...subject, ...part }, now).find((each) => each.id === id)?.off

  it('recalls and edits own messages within their limits', () => {
    expect(offOf('recall', kRecallWithinMs)).toBeNull()
    expect(offOf('recall', kRecallWithinMs + 1)).toBe('msg.off.recall')
    expect(offOf('edit', kEditWithinMs)).toBeNull()
    expect(offOf('edit', kEditWithinMs + 1)).toBe('msg.off.edit')
  })
  it('offers nothing that can never be', () => {
    expect(offOf('recall', 0, { mine: false })).toBeUndefined()
    expect(offOf('edit', 0, { mine: false })).toBeUndefined()
    expect(offOf('edit', 0, { type: 'IMAGE' })).toBeUndefined()
    expect(offOf('download', 0)).toBeUndefined()
    expect(offOf('download', 0, { type: 'FILE' })).toBeNull()
    expect(offOf('reply', 0, { readOnly: true })).toBe('msg.off.readOnly')
  })
})

describe('mentions in a plain field', () => {
  it('finds the one being written', () => {
    expect(mentionAt('hi @bo', 6)).toEqual({ start: 3, typed: 'bo' })
    expect(mentionAt('@', 1)).toEqual({ start: 0, typed: '' })
    expect(mentionAt('你好@张', 4)).toEqual({ start: 2, typed: '张' })
    expect(mentionAt('mail me@example', 15)).toBeNull()
    expect(mentionAt('@bob hi', 7)).toBeNull()
  })
  it('is one unit for Backspace', () => {
    const chosen = [
      { userId: 2, name: 'Bob' },
      { userId: 3, name: 'Bob Brown' },
    ]
    expect(withoutUnit('hi @Bob Brown ', 14, chosen)).toEqual({ text: 'hi ', caret: 3 })
    expect(withoutUnit('hi @Bob x', 7, chosen)).toEqual({ text: 'hi  x', caret: 3 })
    expect(withoutUnit('hi @Bo', 6, chosen)).toBeNull()
  })
  it('names only those the text still names', () => {
    const chosen = [
      { userId: 2, name: 'Bob' },
      { userId: 0, name: '所有人' },
    ]
    expect(mentionsOf('hi @Bob', chosen)).toEqual({ userIds: [2], all: false })
    expect(mentionsOf('@所有人 hi', chosen)).toEqual({ userIds: [], all: true })
    expect(mentionsOf('hi', chosen)).toBeNull()
  })
  it('is marked in a text by the longest known name', () => {
    const parts = segmentsOf('@Bob Brown see a@b.cc', { names: ['Bob', 'Bob Brown'] })
    expect(parts[0]).toEqual({ kind: 'mention', text: '@Bob Brown' })
    expect(parts.filter((part) => part.kind === 'mention')).toHaveLength(1)
    expect(segmentsOf('@Bob').every((part) => part.kind !== 'mention')).toBe(true)
  })
})

describe('files', () => {
  it('reads all spellings of the content, and no script address', () => {
    expect(mediaOf('{"url":"/uploads/a.png","name":"a.png","size":3}')).toMatchObject({
      url: '/uploads/a.png',
      name: 'a.png',
      size: 3,
    })
    expect(mediaOf('{"imageUrl":"/a.png"}')).toMatchObject({ url: '/a.png', name: 'a.png' })
    expect(mediaOf('https://example.com/x%20y.pdf')?.name).toBe('x y.pdf')
    expect(mediaOf('{"fileUrl":"javascript:alert(1)","fileName":"x"}')?.url).toBe('')
    expect(mediaOf('//evil.example/x')).toBeNull()
    expect(mediaOf('not a file')).toBeNull()
  })
  it('says before the upload what cannot be sent', () => {
    expect(fileProblem('a.txt', 'text/plain', 0)).toBe('empty')
    expect(fileProblem('a.txt', 'text/plain', kUsualLimits.chunked)).toBeNull()
    expect(fileProblem('a.txt', 'text/plain', kUsualLimits.chunked + 1)).toBe('tooLarge')
    expect(fileProblem('server.log', '', 5)).toBeNull()
    const listed = { ...kUsualLimits, types: ['txt'] }
    expect(fileProblem('server.log', '', 5, listed)).toBe('type')
    expect(fileProblem('A.TXT', '', 5, listed)).toBeNull()
  })
  it('sends a picture as a picture while the limit allows', () => {
    expect(kindOfFile('a.PNG', '', kUsualLimits.image)).toBe('IMAGE')
    expect(kindOfFile('a.png', '', kUsualLimits.image + 1)).toBe('FILE')
    expect(kindOfFile('a.mp4', '', 5)).toBe('VIDEO')
    expect(kindOfFile('a.svg', 'image/svg+xml', 5)).toBe('FILE')
  })
  it('reserves a box that keeps the shape', () => {
    expect(thumbBox(2100, 900)).toEqual({ width: 320, height: 137 })
    expect(thumbBox(100, 50)).toEqual({ width: 100, height: 50 })
    expect(thumbBox(1, 1)).toEqual({ width: 48, height: 48 })
    expect(thumbBox(0, 0)).toEqual({ width: 240, height: 180 })
  })
  it('words sizes, lengths and names', () => {
    expect(durationText(192)).toBe('03:12')
    const { head, tail } = splitName('a very long name of a report.final.docx')
    expect(head + tail).toBe('a very long name of a report.final.docx')
    expect(tail.endsWith('.docx')).toBe(true)
    expect(cardOf('{"userId":5,"name":"Bob"}')).toEqual({ userId: 5, name: 'Bob', avatar: null })
  })
  it('knows when a signed link is over', () => {
    expect(isOver('/uploads/a.png?t=m1-2.1000000.x', 2_000_000)).toBe(true)
    expect(isOver('/uploads/a.png?t=u1.1000000.x', 900_000)).toBe(false)
    expect(isOver('/uploads/a.png', 9e15)).toBe(false)
  })
})

describe('emoji', () => {
  const entries: EmojiEntry[] = [
    ['😀', 0, '嘿嘿;笑脸', 'grinning face;happy', 0],
    ['👋', 1, '挥手;再见', 'waving hand;bye', 1],
    ['🙂', 0, '呵呵;微笑', 'slightly smiling face;smile', 0],
  ]
  it('finds by words of both languages, labels first', () => {
    expect(findEmoji(entries, '笑', 9).map((each) => each[0])).toEqual(['😀', '🙂'])
    expect(findEmoji(entries, 'smi', 9).map((each) => each[0])).toEqual(['🙂'])
    expect(findEmoji(entries, 'wav', 9)[0]![0]).toBe('👋')
    expect(findEmoji(entries, ' ', 9)).toEqual([])
  })
  it('takes a skin tone where there is one', () => {
    expect(withTone(entries[1]!, 1)).toBe('👋🏻')
    expect(withTone(entries[1]!, 5)).toBe('👋🏿')
    expect(withTone(entries[0]!, 5)).toBe('😀')
  })
})

describe('placeBeside', () => {
  const view = { width: 1000, height: 800 }
  const size = { width: 200, height: 100 }
  it('stays within the view and turns where there is no room', () => {
    const wish = { side: 'below', align: 'start' } as const
    const at = (left: number, top: number) => ({ left, top, width: 50, height: 20 })
    expect(placeBeside(at(100, 100), size, view, wish)).toEqual({ left: 100, top: 124 })
    expect(placeBeside(at(950, 780), size, view, wish)).toEqual({ left: 792, top: 676 })
    const up = placeBeside(at(300, 20), size, view, { side: 'above', align: 'end' })
    expect(up).toEqual({ left: 150, top: 44 })
  })
})
