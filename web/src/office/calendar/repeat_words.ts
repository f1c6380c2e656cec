import type { TimeWords } from '@/base/time'
import type { Repeat } from './repeat'

/** A series in words: `每2周 周一、周三 至 2027年6月30日`, `every 2 weeks on Mon, Wed until …`. */

/** What vue-i18n's t does. */
export type Say = (key: string, values?: Record<string, unknown>, count?: number) => string

/** A Monday. */
const kMonday = Date.UTC(2024, 0, 1)
const kDayMs = 86_400_000
const kWorkdays = '1,2,3,4,5'

export function weekdayText(day: number, words: TimeWords, style: 'short' | 'long' = 'short') {
  const at = kMonday + (day - 1) * kDayMs
  return new Intl.DateTimeFormat(words.language, { weekday: style, timeZone: 'UTC' }).format(at)
}

/** A day `yyyy-MM-dd`. */
export function dateText(date: string, words: TimeWords, weekday?: 'short'): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  const day = { year: 'numeric', month: 'short', day: 'numeric' } as const
  const options: Intl.DateTimeFormatOptions = { ...day, timeZone: 'UTC', weekday }
  return new Intl.DateTimeFormat(words.language, options).format(at)
}

function monthDayText(date: string, words: TimeWords): string {
  const at = Date.parse(`${date}T00:00:00Z`)
  const options = { month: 'long', day: 'numeric', timeZone: 'UTC' } as const
  return new Intl.DateTimeFormat(words.language, options).format(at)
}

export function nthText(which: number, day: number, say: Say, words: TimeWords): string {
  return say(`calendar.nth.${which < 0 ? 'last' : which}`, {
    day: weekdayText(day, words, 'long'),
  })
}

function whenText(repeat: Repeat, start: string, say: Say, words: TimeWords): string {
  const { frequency, every } = repeat
  if (frequency === 'WEEKLY') {
    if (every === 1 && repeat.days.join(',') === kWorkdays) return say('calendar.every.workdays')
    const days = repeat.days.map((day) => weekdayText(day, words)).join(say('calendar.between'))
    return say('calendar.every.WEEKLY', { n: every, days }, every)
  }
  if (frequency === 'MONTHLY' && repeat.nth) {
    const day = nthText(repeat.nth.which, repeat.nth.day, say, words)
    return say('calendar.every.NTH', { n: every, day }, every)
  }
  if (frequency === 'MONTHLY') {
    return say('calendar.every.MONTHLY', { n: every, day: Number(start.slice(8, 10)) }, every)
  }
  if (frequency === 'YEARLY') {
    return say('calendar.every.YEARLY', { n: every, day: monthDayText(start, words) }, every)
  }
  return say('calendar.every.DAILY', { n: every }, every)
}

/** `start`: the first day of the series. */
export function repeatText(repeat: Repeat, start: string, say: Say, words: TimeWords): string {
  const when = whenText(repeat, start, say, words)
  if (repeat.count) return say('calendar.times', { when, n: repeat.count }, repeat.count)
  if (repeat.until) return say('calendar.until', { when, day: dateText(repeat.until, words) })
  return when
}
