import { describe, expect, it } from 'vitest'
import { findEmoji, withTone } from './emoji'
import type { EmojiEntry } from './emoji'

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
