import type { MeetingSlot } from '@/api/types'
import { formatServerTime, parseServerTime } from '@/base/time'
import { dayOf, momentOf } from '../moments'

/** The plan of a day: what is taken, what is free, and where it stands on the line of hours. */

export const kHourMs = 3_600_000
const kMinuteMs = 60_000
/** What a booking begins and ends on. */
export const kStepMs = 15 * kMinuteMs
/** What dragging snaps to. */
export const kSlotMs = 30 * kMinuteMs

/** From `begin` on, until before `end`; ms. */
export interface Span {
  begin: number
  end: number
}
export interface Slot extends Span {
  id: number
  title: string
  who: string
  bookerId: number
  waits: boolean
}

/** The whole day of the reader: 23 or 25 hours when the clocks change. */
export function spanOfDay(day: string): Span {
  const begin = momentOf(day, '00:00')
  return { begin, end: new Date(begin).setHours(24, 0, 0, 0) }
}

export function dayAfter(day: string, days: number): string {
  const at = new Date(momentOf(day, '12:00'))
  return dayOf(at.setDate(at.getDate() + days))
}

/** The days of the server that a time touches: two, unless the reader lives where it does. */
export function serverDays({ begin, end }: Span): string[] {
  const first = formatServerTime(begin).slice(0, 10)
  const last = formatServerTime(end - 1).slice(0, 10)
  return first === last ? [first] : [first, last]
}

/** Of several answers, each booking once, in their order; what does not touch the day is left out. */
export function slotsOf(found: readonly MeetingSlot[], day: Span): Slot[] {
  const byId = new Map<number, Slot>()
  for (const each of found) {
    const slot = {
      id: each.bookingId,
      title: each.meetingTitle,
      who: each.bookingUserName,
      bookerId: each.bookingUserId,
      waits: each.status === 'PENDING',
      begin: parseServerTime(each.startDateTime),
      end: parseServerTime(each.endDateTime),
    }
    if (touches(slot, day)) byId.set(slot.id, slot)
  }
  return [...byId.values()].sort((a, b) => a.begin - b.begin)
}

/** Ends that meet do not clash. */
export function touches(a: Span, b: Span): boolean {
  return a.begin < b.end && b.begin < a.end
}

export const roundUp = (ms: number, step: number) => Math.ceil(ms / step) * step
export const roundDown = (ms: number, step: number) => Math.floor(ms / step) * step

/** What is free of a time, in pieces. */
export function gapsIn(within: Span, taken: readonly Span[]): Span[] {
  const gaps: Span[] = []
  let at = within.begin
  for (const each of [...taken].sort((a, b) => a.begin - b.begin)) {
    if (each.begin > at) gaps.push({ begin: at, end: Math.min(each.begin, within.end) })
    at = Math.max(at, each.end)
  }
  if (at < within.end) gaps.push({ begin: at, end: within.end })
  return gaps.filter((gap) => gap.begin < gap.end)
}

/**
 * Times as long as `wanted` when the room is free, the nearest first: one of each gap of the day,
 * not sooner than now.
 */
export function nearestFree(
  wanted: Span,
  taken: readonly Span[],
  day: Span,
  now: number,
  most: number,
): Span[] {
  const length = wanted.end - wanted.begin
  const from = { begin: Math.max(day.begin, roundUp(now, kStepMs)), end: day.end }
  if (length <= 0 || from.begin >= from.end) return []
  return gapsIn(from, taken)
    .filter((gap) => gap.end - gap.begin >= length)
    .map((gap) => Math.min(Math.max(wanted.begin, gap.begin), gap.end - length))
    .sort((a, b) => Math.abs(a - wanted.begin) - Math.abs(b - wanted.begin))
    .slice(0, most)
    .map((begin) => ({ begin, end: begin + length }))
}

/** What may be chosen around `anchor` as far as `to`: free, and not over. Null: nothing. */
export function chosenSpan(
  anchor: number,
  to: number,
  taken: readonly Span[],
  day: Span,
  now: number,
): Span | null {
  const at = roundDown(anchor, kSlotMs)
  const free = gapsIn({ begin: Math.max(day.begin, roundUp(now, kStepMs)), end: day.end }, taken)
  const gap = free.find((each) => touches(each, { begin: at, end: at + kSlotMs }))
  if (!gap) return null
  const begin = Math.max(gap.begin, Math.min(at, roundDown(to, kSlotMs)))
  const end = Math.min(gap.end, Math.max(at + kSlotMs, roundUp(to, kSlotMs)))
  return end > begin ? { begin, end } : null
}
