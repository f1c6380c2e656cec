import type { EventInput } from 'fullcalendar'
import type { CalendarEvent, EventDraft } from './api'
import { formatServerTime, parseServerTime } from '@/base/time'
import { nthOf, readRule, shiftDays, toWire } from './repeat'
import type { Repeat } from './repeat'
import { addDays, daysBetween, msOf, wallOf } from './zoned'
import type { Wall } from './zoned'

/** Events as the calendar draws them, and what a drag of one asks of the server. */

/** As the form names them; what other clients wrote is drawn as it is. */
export const kColors = {
  blue: '#3370ff',
  green: '#2ea66f',
  orange: '#e8830c',
  red: '#e0483e',
  purple: '#8b5cf6',
  grey: '#7a828f',
} as const
export type ColorName = keyof typeof kColors
const kHex = /^#[0-9a-f]{6}$/i

export function colorOf(event: Pick<CalendarEvent, 'color'>): string {
  return event.color && kHex.test(event.color) ? event.color : kColors.blue
}

export interface Times {
  start: number
  end: number
}

export function timesOf(event: Pick<CalendarEvent, 'startTime' | 'endTime'>): Times {
  return { start: parseServerTime(event.startTime), end: parseServerTime(event.endTime) }
}

/** A series as it is from one of its occurrences on. */
export function startingAt(series: CalendarEvent, { start, end }: Times): CalendarEvent {
  return { ...series, startTime: formatServerTime(start), endTime: formatServerTime(end) }
}

/** The first and the last day of an event of whole days, in its own zone. */
export function daysOf(event: CalendarEvent): { first: string; last: string } {
  const { start, end } = timesOf(event)
  return { first: wallOf(start, event.timeZone).date, last: wallOf(end, event.timeZone).date }
}

/** Whole days, first and last, as times. */
export function wholeDays(first: string, last: string, zone: string): Times {
  return {
    start: msOf({ date: first, time: '00:00' }, zone),
    end: msOf({ date: last, time: '23:59' }, zone, 59),
  }
}

export function isSeries(event: CalendarEvent): boolean {
  return event.recurrenceType !== 'NONE'
}

/** One row of a range. `me`: only own events can be dragged. */
export function toInput(event: CalendarEvent, me: number): EventInput {
  const { start, end } = timesOf(event)
  const { first, last } = daysOf(event)
  return {
    id: `${event.id}-${start}`,
    title: event.title,
    allDay: event.isAllDay,
    start: event.isAllDay ? first : new Date(start),
    end: event.isAllDay ? addDays(last, 1) : new Date(end),
    editable: event.userId === me,
    color: colorOf(event),
    className: [
      'k-event',
      event.participantStatus === 'PENDING' ? 'k-open' : '',
      end < Date.now() ? 'k-over' : '',
    ]
      .filter(Boolean)
      .join(' '),
    extendedProps: { event },
  }
}

/** Where something was dragged to. */
export interface Place extends Times {
  allDay: boolean
}

function timePart({ start, end, allDay }: Place): EventDraft {
  const startTime = formatServerTime(start)
  return { startTime, endTime: formatServerTime(end), isAllDay: allDay }
}

/** What moves an event that is no series, or one occurrence alone. */
export function moveOne(to: Place): EventDraft {
  return timePart(to)
}

/**
 * What moves a whole series when the occurrence `from` of it was dragged to `to`: the hours become
 * those, and its days move by as many. `series` has the times of its first one. Null when a rule
 * of its own names the days.
 */
export function moveSeries(series: CalendarEvent, from: Times, to: Place): EventDraft | null {
  const zone = series.timeZone
  const old = wallOf(from.start, zone)
  const now = wallOf(to.start, zone)
  const by = daysBetween(old.date, now.date)
  const first = wallOf(timesOf(series).start, zone).date
  const start: Wall = { date: addDays(first, by), time: now.time }
  const startMs = msOf(start, zone)
  const days = daysBetween(now.date, wallOf(to.end, zone).date)
  const end = to.allDay
    ? wholeDays(start.date, addDays(start.date, days), zone).end
    : startMs + (to.end - to.start)
  const times = timePart({ start: startMs, end, allDay: to.allDay })
  if (by === 0) return times
  const repeat = readRule(series.recurrenceRule ?? '', first, zone)
  if (!repeat) return null
  const shifted: Repeat = {
    ...repeat,
    days: shiftDays(repeat.days, by),
    nth: repeat.nth && nthOf(start.date),
    until: repeat.until && by > 0 ? addDays(repeat.until, by) : repeat.until,
  }
  return { ...times, ...toWire(shifted, start.date, zone) }
}
