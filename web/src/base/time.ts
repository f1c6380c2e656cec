/** Times of the wire and their words. The server writes `yyyy-MM-dd HH:mm:ss` in GMT+8. */

const kServerOffsetMs = 8 * 3_600_000
const kDayMs = 86_400_000
const kPattern = /^(\d{4})-(\d\d)-(\d\d)[ T](\d\d):(\d\d):(\d\d)/

/** Milliseconds since the epoch, or 0 for what is not a date-time. */
export function parseServerTime(text: string | null | undefined): number {
  const m = text ? kPattern.exec(text) : null
  if (!m) return 0
  const [year, month, day, hour, minute, second] = m.slice(1).map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  return Date.UTC(year, month - 1, day, hour, minute, second) - kServerOffsetMs
}

/** The opposite of parseServerTime. */
export function formatServerTime(ms: number): string {
  return new Date(ms + kServerOffsetMs).toISOString().slice(0, 19).replace('T', ' ')
}

/** Words the texts need; Intl does the rest. */
export interface TimeWords {
  language: string
  today: string
  yesterday: string
}

const formats = new Map<string, Intl.DateTimeFormat>()

function format(words: TimeWords, options: Intl.DateTimeFormatOptions, ms: number): string {
  const key = words.language + JSON.stringify(options)
  let found = formats.get(key)
  if (!found) {
    found = new Intl.DateTimeFormat(words.language, options)
    formats.set(key, found)
  }
  return found.format(ms)
}

function startOfDay(ms: number): number {
  return new Date(ms).setHours(0, 0, 0, 0)
}

/** Whole days from the day of `ms` to the day of `now`, in the reader's zone. */
function daysBefore(ms: number, now: number): number {
  return Math.round((startOfDay(now) - startOfDay(ms)) / kDayMs)
}

export function clockText(ms: number, words: TimeWords): string {
  return format(words, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, ms)
}

/** For a list row: `10:32`, `昨天`, `周三`, `5月6日`, `2025/5/6`. */
export function listTimeText(ms: number, now: number, words: TimeWords): string {
  if (ms <= 0) return ''
  const days = daysBefore(ms, now)
  if (days <= 0) return clockText(ms, words)
  if (days === 1) return words.yesterday
  if (days < 7) return format(words, { weekday: 'short' }, ms)
  if (new Date(ms).getFullYear() === new Date(now).getFullYear()) {
    return format(words, { month: 'short', day: 'numeric' }, ms)
  }
  return format(words, { year: 'numeric', month: 'numeric', day: 'numeric' }, ms)
}

/** For the separator between two days of a chat. */
export function dayText(ms: number, now: number, words: TimeWords): string {
  const days = daysBefore(ms, now)
  if (days <= 0) return words.today
  if (days === 1) return words.yesterday
  const sameYear = new Date(ms).getFullYear() === new Date(now).getFullYear()
  const options: Intl.DateTimeFormatOptions = { month: 'long', day: 'numeric', weekday: 'long' }
  return format(words, sameYear ? options : { ...options, year: 'numeric' }, ms)
}

/** For a heading over what belongs to one month. */
export function monthText(ms: number, words: TimeWords): string {
  return format(words, { year: 'numeric', month: 'long' }, ms)
}

/** Everything, for a tooltip. */
export function fullTimeText(ms: number, words: TimeWords): string {
  return format(words, { dateStyle: 'long', timeStyle: 'medium' }, ms)
}
