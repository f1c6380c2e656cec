import { clockText } from '@/base/time'
import type { TimeWords } from '@/base/time'
import type { CalendarEvent } from './api'
import { readRule } from './repeat'
import { dateText, repeatText } from './repeat_words'
import type { Say } from './repeat_words'
import { daysOf, timesOf } from './shown'
import type { Times } from './shown'
import { ownZone, wallOf } from './zoned'

/** What the details of an event say about its time. */

function dayWords(date: string, words: TimeWords): string {
  return dateText(date, words, 'short')
}

/** In the reader's zone; days are those of the event. */
export function timeText(event: CalendarEvent, times: Times, words: TimeWords): string {
  if (event.isAllDay) {
    const { timeZone } = event
    const [first, last] = [times.start, times.end].map((ms) => wallOf(ms, timeZone).date)
    const days = [dayWords(first!, words), dayWords(last!, words)]
    return first === last ? days[0]! : days.join(' – ')
  }
  const zone = ownZone()
  const [from, to] = [times.start, times.end].map((ms) => dayWords(wallOf(ms, zone).date, words))
  const [start, end] = [clockText(times.start, words), clockText(times.end, words)]
  return from === to ? `${from} ${start} – ${end}` : `${from} ${start} – ${to} ${end}`
}

/** The same on the clock of the event, where that shows another hour; else nothing. */
export function foreignTime(event: CalendarEvent, times: Times): string {
  if (event.isAllDay) return ''
  const [own, there] = [ownZone(), event.timeZone].map((zone) => wallOf(times.start, zone))
  return own!.date === there!.date && own!.time === there!.time ? '' : there!.time
}

/** How it repeats, or nothing. `event` has the times of the first one. */
export function seriesText(event: CalendarEvent, say: Say, words: TimeWords): string {
  if (!event.recurrenceRule) return ''
  const first = event.isAllDay
    ? daysOf(event).first
    : wallOf(timesOf(event).start, event.timeZone).date
  const repeat = readRule(event.recurrenceRule, first, event.timeZone)
  return repeat ? repeatText(repeat, first, say, words) : say('calendar.custom')
}

export interface Answers {
  yes: number
  no: number
  open: number
}

export function answersOf(event: CalendarEvent): Answers {
  const of = (status: string) => event.participants.filter((each) => each.status === status).length
  return { yes: of('ACCEPTED'), no: of('DECLINED'), open: of('PENDING') }
}
