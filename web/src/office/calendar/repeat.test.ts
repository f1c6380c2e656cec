import { describe, expect, test } from 'vitest'
import { createI18n } from 'vue-i18n'
import { readRule, shiftDays, toWire, usualRepeat, writeRule } from './repeat'
import type { Repeat } from './repeat'
import { repeatText } from './repeat_words'
import type { Say } from './repeat_words'
import en from './words.en'
import zh from './words.zh'

const kZone = 'Asia/Shanghai'
/** A Wednesday, the third of its month. */
const kStart = '2026-12-16'

function say(language: 'zh-CN' | 'en') {
  const i18n = createI18n({
    legacy: false,
    locale: language,
    messages: { 'zh-CN': zh, en } as never,
  })
  const t = (i18n.global as { t: unknown }).t as Say
  const words = { language, today: '', yesterday: '' }
  return (repeat: Repeat) => repeatText(repeat, kStart, t, words)
}
const weekly = (more: Partial<Repeat>): Repeat => ({ ...usualRepeat('WEEKLY', kStart), ...more })
const monthly = (more: Partial<Repeat>): Repeat => ({ ...usualRepeat('MONTHLY', kStart), ...more })

describe('in words', () => {
  const cases: [Repeat, string, string][] = [
    [
      weekly({ every: 2, days: [1, 3], until: '2027-06-30' }),
      '每2周 周一、周三 至 2027年6月30日',
      'every 2 weeks on Mon, Wed until Jun 30, 2027',
    ],
    [weekly({}), '每周 周三', 'every week on Wed'],
    [weekly({ days: [1, 2, 3, 4, 5] }), '每个工作日', 'every weekday'],
    [usualRepeat('DAILY', kStart), '每天', 'every day'],
    [
      { ...usualRepeat('DAILY', kStart), every: 3, count: 10 },
      '每3天 共 10 次',
      'every 3 days, 10 times',
    ],
    [monthly({}), '每月16日', 'every month on day 16'],
    [
      monthly({ nth: { which: 2, day: 2 } }),
      '每月第二个星期二',
      'every month on the second Tuesday',
    ],
    [
      monthly({ every: 2, nth: { which: -1, day: 5 } }),
      '每2个月的最后一个星期五',
      'every 2 months on the last Friday',
    ],
    [usualRepeat('YEARLY', kStart), '每年12月16日', 'every year on December 16'],
  ]
  test.each(cases)('%o', (repeat, chinese, english) => {
    expect(say('zh-CN')(repeat)).toBe(chinese)
    expect(say('en')(repeat)).toBe(english)
  })
})

describe('rules', () => {
  const read = (rule: string, start = kStart) => readRule(rule, start, kZone)

  test('what the form has comes back as it was', () => {
    const all: Repeat[] = [
      usualRepeat('DAILY', kStart),
      weekly({ every: 2, days: [1, 3, 7], until: '2027-06-30' }),
      weekly({ count: 12 }),
      monthly({ every: 3 }),
      monthly({ nth: { which: 3, day: 3 } }),
      monthly({ nth: { which: -1, day: 5 }, until: '2028-01-01' }),
      usualRepeat('YEARLY', kStart),
    ]
    for (const each of all) expect(read(writeRule(each, kStart, kZone))).toEqual(each)
  })

  test('the last day is one of the zone', () => {
    const rule = writeRule(weekly({ until: '2027-06-30' }), kStart, 'America/New_York')
    expect(rule).toContain('UNTIL=20270701T035959Z')
    expect(readRule(rule, kStart, 'America/New_York')?.until).toBe('2027-06-30')
    expect(read('FREQ=DAILY;UNTIL=20270630')?.until).toBe('2027-06-30')
  })

  test('a rule that says more than the form is none of it', () => {
    for (const rule of [
      'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
      'FREQ=WEEKLY;BYDAY=2MO',
      'FREQ=MONTHLY;BYMONTHDAY=1',
      'FREQ=YEARLY;BYMONTH=3',
      'FREQ=DAILY;INTERVAL=0',
      'FREQ=HOURLY',
      'FREQ=DAILY;UNTIL=soon',
      '',
    ]) {
      expect(read(rule), rule).toBeNull()
    }
    expect(read('FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=16')).toEqual(usualRepeat('YEARLY', kStart))
  })

  test('what all clients read is said in members, the rest as a rule', () => {
    expect(toWire(null, kStart, kZone)).toEqual({ recurrenceType: 'NONE' })
    expect(toWire(weekly({ every: 2, days: [1, 3], until: '2027-06-30' }), kStart, kZone)).toEqual({
      recurrenceType: 'WEEKLY',
      recurrenceInterval: 2,
      recurrenceDays: '1,3',
      recurrenceEndDate: '2027-06-30',
    })
    expect(toWire(weekly({}), kStart, kZone)).toEqual({
      recurrenceType: 'CUSTOM',
      recurrenceRule: 'FREQ=WEEKLY;BYDAY=WE',
    })
  })

  test('weekdays move along with the first day', () => {
    expect(shiftDays([1, 3], 1)).toEqual([2, 4])
    expect(shiftDays([1, 7], -1)).toEqual([6, 7])
    expect(shiftDays([6], 9)).toEqual([1])
  })
})
