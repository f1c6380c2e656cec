import type { TimeWords } from '@/base/time'

/** Days without a time, `yyyy-MM-dd`, as the reader's calendar has them. */

const kDayMs = 86_400_000

export function dayOf(date: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

export function addDays(date: Date, count: number): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + count)
}

/** Midnight of the day at the reader's place, or null for what is none. */
export function dateOfDay(day: string | null): Date | null {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(day ?? '')
  return found ? new Date(Number(found[1]), Number(found[2]) - 1, Number(found[3])) : null
}

/** From today to that day; below 0 it is over. */
export function daysUntil(date: Date, now: number): number {
  return Math.round((date.getTime() - new Date(now).setHours(0, 0, 0, 0)) / kDayMs)
}

export interface DueWords extends TimeWords {
  tomorrow: string
}

/** `今天`, `明天`, `周五`, `12月5日`, `2027/1/3`. */
export function dueText(day: string | null, now: number, words: DueWords): string {
  const date = dateOfDay(day)
  if (!date) return ''
  const days = daysUntil(date, now)
  if (days === 0) return words.today
  if (days === 1) return words.tomorrow
  if (days === -1) return words.yesterday
  const format = (options: Intl.DateTimeFormatOptions) =>
    date.toLocaleDateString(words.language, options)
  if (days > 1 && days < 7) return format({ weekday: 'short' })
  if (date.getFullYear() === new Date(now).getFullYear())
    return format({ month: 'short', day: 'numeric' })
  return format({ year: 'numeric', month: 'numeric', day: 'numeric' })
}

/** The part of the day, by which one is greeted. */
export function greetingOf(hour: number): 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' {
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}

/** What a field of type `datetime-local` holds for a moment; empty for none. */
export function localInput(ms: number): string {
  if (ms <= 0) return ''
  const date = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${dayOf(date)}T${two(date.getHours())}:${two(date.getMinutes())}`
}

/** The opposite; 0 for none. */
export function fromLocalInput(text: string): number {
  return text ? new Date(text).getTime() || 0 : 0
}
