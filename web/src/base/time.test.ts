import { describe, expect, it } from 'vitest'
import { dayText, formatServerTime, listTimeText, parseServerTime } from './time'

describe('time', () => {
  const zh = { language: 'zh-CN', today: '今天', yesterday: '昨天' }
  const en = { language: 'en', today: 'Today', yesterday: 'Yesterday' }
  const now = new Date(2026, 4, 20, 15, 0).getTime()
  const local = (month: number, day: number, year = 2026) =>
    new Date(year, month - 1, day, 9, 5).getTime()

  it('reads the wire in GMT+8 whatever the zone of the reader', () => {
    expect(parseServerTime('2026-01-13 08:00:00')).toBe(Date.UTC(2026, 0, 13))
    expect(parseServerTime(formatServerTime(1_700_000_000_000))).toBe(1_700_000_000_000)
    expect(parseServerTime(null)).toBe(0)
    expect(parseServerTime('yesterday')).toBe(0)
  })

  it('has a short text for the list', () => {
    expect(listTimeText(local(5, 20), now, zh)).toBe('09:05')
    expect(listTimeText(local(5, 19), now, zh)).toBe('昨天')
    expect(listTimeText(local(5, 18), now, zh)).toBe('周一')
    expect(listTimeText(local(5, 6), now, zh)).toBe('5月6日')
    expect(listTimeText(local(5, 6, 2025), now, zh)).toBe('2025/5/6')
    expect(listTimeText(local(5, 18), now, en)).toBe('Mon')
    expect(listTimeText(0, now, zh)).toBe('')
  })

  it('shows a message of a fast clock as today', () => {
    expect(listTimeText(local(5, 21), now, zh)).toBe('09:05')
    expect(dayText(local(5, 21), now, zh)).toBe('今天')
  })
})
