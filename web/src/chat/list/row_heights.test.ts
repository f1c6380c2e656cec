import { describe, expect, it } from 'vitest'
import { message } from '@/message/message_fixture'
import { messageRows } from '@/message/rows'
import { rowHeights } from './row_heights'

describe('rowHeights', () => {
  it('takes a measured height before a guess', () => {
    const long = message(2, { content: 'x'.repeat(400) })
    const [, short, tall] = messageRows({
      messages: [message(1), long],
      readUpTo: 0,
      unreadAfter: null,
      isBeginning: true,
      others: null,
      heads: new Set(),
    }).rows
    const heights = rowHeights(71)
    expect(heights.of(tall, false)).toBeGreaterThan(heights.of(short, false))
    expect(heights.of(short, true)).toBeGreaterThan(heights.of(short, false))
    heights.keep([short!, tall!], (index) => [50, 123][index])
    expect(rowHeights(71).of(tall, false)).toBe(123)
    expect(rowHeights(72).of(tall, false)).not.toBe(123)
  })
})
