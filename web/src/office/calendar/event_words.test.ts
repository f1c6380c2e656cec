import { expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import type { CalendarEvent } from './api'
import { foreignTime, seriesText, timeText } from './event_words'
import type { Say } from './repeat_words'
import { timesOf } from './shown'
import { ownZone } from './zoned'
import zh from './words.zh'

const words = { language: 'zh-CN', today: '', yesterday: '' }
const say = (
  createI18n({ legacy: false, locale: 'zh', messages: { zh } as never }).global as {
    t: unknown
  }
).t as Say
const event = (more: object) =>
  ({
    startTime: '2026-12-16 00:00:00',
    endTime: '2026-12-16 23:59:59',
    isAllDay: true,
    timeZone: 'Asia/Shanghai',
    recurrenceRule: null,
    ...more,
  }) as CalendarEvent
const shown = (one: CalendarEvent) => timeText(one, timesOf(one), words)

test('whole days are those of the event, wherever the reader is', () => {
  expect(shown(event({}))).toBe('2026年12月16日周三')
  expect(shown(event({ endTime: '2026-12-18 23:59:59' }))).toBe(
    '2026年12月16日周三 – 2026年12月18日周五',
  )
})

test('the clock of the event is said where it shows another hour', () => {
  const here = event({ isAllDay: false, timeZone: ownZone() })
  expect(foreignTime(here, timesOf(here))).toBe('')
  const zone = ownZone() === 'Asia/Kathmandu' ? 'Asia/Tokyo' : 'Asia/Kathmandu'
  const there = event({ isAllDay: false, timeZone: zone })
  expect(foreignTime(there, timesOf(there))).toMatch(/^\d\d:\d\d$/)
})

test('how it repeats', () => {
  const of = (recurrenceRule: string | null) => seriesText(event({ recurrenceRule }), say, words)
  expect(of(null)).toBe('')
  expect(of('FREQ=MONTHLY;BYMONTHDAY=16')).toBe('每月16日')
  expect(of('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1')).toBe('按自定义规则重复')
})
