import { describe, expect, it } from 'vitest'
import { mentionAt, mentionsOf, withoutUnit } from './mention'

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
})
