import { dayOfMonth, msOf, wallOf, weekdayOf } from './zoned'

/** A series as the form has it and as RFC 5545 writes it. */

export const kFrequencies = ['DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const
export type Frequency = (typeof kFrequencies)[number]

export interface Repeat {
  frequency: Frequency
  every: number
  /** WEEKLY: 1 Monday … 7 Sunday, ascending. */
  days: readonly number[]
  /** MONTHLY: the second Tuesday, the last Friday (-1), instead of a day by its number. */
  nth: { which: number; day: number } | null
  /** The last day, or how many times; null: for ever. */
  until: string | null
  count: number | null
}

const kDays = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU']
const kMostEvery = 400
const kMostTimes = 4000
const kDaysOfWeek = 7

/** What a new series is, before anything is chosen. */
export function usualRepeat(frequency: Frequency, start: string): Repeat {
  const days = frequency === 'WEEKLY' ? [weekdayOf(start)] : []
  return { frequency, every: 1, days, nth: null, until: null, count: null }
}

/** Which of its weekdays in the month a day is. */
export function nthOf(date: string): { which: number; day: number } {
  return { which: Math.ceil(dayOfMonth(date) / kDaysOfWeek), day: weekdayOf(date) }
}

function partsOf(rule: string): Map<string, string> {
  const text = rule.trim().replace(/^RRULE:/i, '')
  return new Map(
    text
      .toUpperCase()
      .split(';')
      .filter((part) => part.includes('='))
      .map((part) => part.split('=', 2) as [string, string]),
  )
}

function untilOf(text: string, zone: string): string | null {
  const m = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(text)
  if (!m) return null
  if (!m[7]) return `${m[1]}-${m[2]}-${m[3]}`
  const [year, month, day, hour, minute, second] = m.slice(1, 7).map(Number) as number[]
  return wallOf(Date.UTC(year!, month! - 1, day, hour, minute, second), zone).date
}

/** Days such as `MO,WE`; null for what names more than days. */
function plainDays(text: string | undefined): number[] | null {
  const found = (text ?? '').split(',').filter(Boolean)
  const days = found.map((each) => kDays.indexOf(each) + 1)
  return days.includes(0) ? null : days.sort((a, b) => a - b)
}

const kKnown: Record<Frequency, readonly string[]> = {
  DAILY: [],
  WEEKLY: ['BYDAY'],
  MONTHLY: ['BYMONTHDAY', 'BYDAY'],
  YEARLY: ['BYMONTH', 'BYMONTHDAY'],
}

/**
 * The rule as the form has it; null for one that says what the form cannot. `start` is the first
 * day: a rule that names another one than it is no form either.
 */
export function readRule(rule: string, start: string, zone: string): Repeat | null {
  const parts = partsOf(rule)
  const frequency = parts.get('FREQ') as Frequency
  if (!kFrequencies.includes(frequency)) return null
  const allowed = ['FREQ', 'INTERVAL', 'UNTIL', 'COUNT', 'WKST', ...kKnown[frequency]]
  if ([...parts.keys()].some((name) => !allowed.includes(name))) return null
  const out = usualRepeat(frequency, start)
  out.every = Number(parts.get('INTERVAL') ?? 1)
  out.count = parts.has('COUNT') ? Number(parts.get('COUNT')) : null
  out.until = parts.has('UNTIL') ? untilOf(parts.get('UNTIL')!, zone) : null
  if (!(out.every >= 1 && out.every <= kMostEvery)) return null
  if (parts.has('UNTIL') && !out.until) return null
  const day = String(dayOfMonth(start))
  if ((parts.get('BYMONTHDAY') ?? day) !== day) return null
  if (parts.has('BYMONTH') && Number(parts.get('BYMONTH')) !== Number(start.slice(5, 7)))
    return null
  if (frequency === 'WEEKLY' && parts.has('BYDAY')) {
    const days = plainDays(parts.get('BYDAY'))
    if (!days || days.length === 0) return null
    out.days = days
  }
  if (frequency === 'MONTHLY' && parts.has('BYDAY')) {
    const m = /^(-1|[1-5])([A-Z]{2})$/.exec(parts.get('BYDAY')!)
    if (!m || parts.has('BYMONTHDAY') || !kDays.includes(m[2]!)) return null
    out.nth = { which: Number(m[1]), day: kDays.indexOf(m[2]!) + 1 }
  }
  return out
}

/** The end of the last day, on the clock that rules have. */
function untilText(day: string, zone: string): string {
  const ms = msOf({ date: day, time: '23:59' }, zone, 59)
  return new Date(ms).toISOString().replace(/[-:]|\.\d+/g, '')
}

export function writeRule(repeat: Repeat, start: string, zone: string): string {
  const parts = [`FREQ=${repeat.frequency}`]
  if (repeat.every > 1) parts.push(`INTERVAL=${repeat.every}`)
  if (repeat.frequency === 'WEEKLY') {
    const days = repeat.days.length > 0 ? repeat.days : [weekdayOf(start)]
    parts.push(`BYDAY=${days.map((day) => kDays[day - 1]).join(',')}`)
  } else if (repeat.frequency === 'MONTHLY') {
    const { nth } = repeat
    parts.push(nth ? `BYDAY=${nth.which}${kDays[nth.day - 1]}` : `BYMONTHDAY=${dayOfMonth(start)}`)
  }
  if (repeat.count) parts.push(`COUNT=${Math.min(repeat.count, kMostTimes)}`)
  else if (repeat.until) parts.push(`UNTIL=${untilText(repeat.until, zone)}`)
  return parts.join(';')
}

/** As a request has it. */
export interface WireRepeat {
  recurrenceType: string
  recurrenceInterval?: number
  recurrenceDays?: string
  recurrenceEndDate?: string
  recurrenceRule?: string
}

/**
 * What every client of the server reads is said in its own members. A series without a last day,
 * or of weekdays in the month, only a rule can say.
 */
export function toWire(repeat: Repeat | null, start: string, zone: string): WireRepeat {
  if (!repeat) return { recurrenceType: 'NONE' }
  const isPlain = repeat.until && !repeat.count && !repeat.nth && repeat.frequency !== 'YEARLY'
  if (!isPlain) {
    return { recurrenceType: 'CUSTOM', recurrenceRule: writeRule(repeat, start, zone) }
  }
  return {
    recurrenceType: repeat.frequency,
    recurrenceInterval: repeat.every,
    recurrenceDays: repeat.frequency === 'WEEKLY' ? repeat.days.join(',') : '',
    recurrenceEndDate: repeat.until!,
  }
}

/** A series whose first day moves by so many days: its weekdays move along. */
export function shiftDays(days: readonly number[], by: number): number[] {
  const turned = (day: number) => ((((day - 1 + by) % kDaysOfWeek) + kDaysOfWeek) % kDaysOfWeek) + 1
  return days.map(turned).sort((a, b) => a - b)
}
