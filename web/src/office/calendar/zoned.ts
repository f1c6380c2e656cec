import { Temporal } from 'temporal-polyfill'

/** Days and hours of one time zone, and what they are on the wire's clock. */

export const kMinuteMs = 60_000
const kDefaultZone = 'Asia/Shanghai'

/** A day `yyyy-MM-dd` and an hour `HH:mm` as a clock on the wall shows them. */
export interface Wall {
  date: string
  time: string
}

/** The reader's own zone. */
export function ownZone(): string {
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  return zone === 'UTC' || zone?.includes('/') ? zone : kDefaultZone
}

export function wallOf(ms: number, zone: string): Wall {
  const there = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(zone)
  return {
    date: there.toPlainDate().toString(),
    time: there.toPlainTime().toString({ smallestUnit: 'minute' }),
  }
}

/** Of an hour that is there twice the first counts, one that is not there is the one after it. */
export function msOf({ date, time }: Wall, zone: string, second = 0): number {
  const plain = Temporal.PlainDate.from(date).toPlainDateTime(Temporal.PlainTime.from(time))
  return plain.toZonedDateTime(zone).epochMilliseconds + second * 1000
}

export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** From the first day to the second. */
export function daysBetween(first: string, second: string): number {
  return Temporal.PlainDate.from(first).until(Temporal.PlainDate.from(second)).days
}

/** 1 Monday … 7 Sunday. */
export function weekdayOf(date: string): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

export function dayOfMonth(date: string): number {
  return Temporal.PlainDate.from(date).day
}

/** The names of all zones that this browser knows, the reader's own first. */
export function zoneNames(): string[] {
  const own = ownZone()
  const all = Intl.supportedValuesOf('timeZone').filter((each) => each.includes('/'))
  return [own, ...['UTC', ...all].filter((each) => each !== own)]
}
