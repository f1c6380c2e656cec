import type { Picked } from '@/person/PersonPicker.vue'
import { formatServerTime } from '@/base/time'
import type { CalendarEvent, EventDraft } from './api'
import { readRule, toWire } from './repeat'
import type { Repeat } from './repeat'
import { kColors, timesOf, wholeDays } from './shown'
import type { Place, Times } from './shown'
import { msOf, ownZone, wallOf } from './zoned'
import type { Wall } from './zoned'

/** What the form of an event holds, what it is made of, and what it becomes. */

export const kNoReminder = 'none'
const kUsualReminder = '15'
export const kReminders = [kNoReminder, '0', '5', '15', '30', '60', '1440'] as const
export const kVisibilities = ['PRIVATE', 'DEPARTMENT', 'PUBLIC'] as const

export interface EventForm {
  title: string
  allDay: boolean
  start: Wall
  end: Wall
  zone: string
  repeat: Repeat | null
  /** A rule that the form cannot show stays as it is. */
  ownRule: string | null
  guests: readonly Picked[]
  location: string
  description: string
  reminder: string
  visibility: string
  color: string
}

export function emptyForm({ start, end, allDay }: Place, title = ''): EventForm {
  const zone = ownZone()
  return {
    title,
    allDay,
    start: wallOf(start, zone),
    end: wallOf(end, zone),
    zone,
    repeat: null,
    ownRule: null,
    guests: [],
    location: '',
    description: '',
    reminder: kUsualReminder,
    visibility: 'PRIVATE',
    color: kColors.blue,
  }
}

/** `times`: those of one occurrence, when only that one is edited. */
export function formOf(event: CalendarEvent, times: Times | null = null): EventForm {
  const { start, end } = times ?? timesOf(event)
  const zone = event.timeZone
  const first = wallOf(start, zone)
  const rule = times ? null : event.recurrenceRule
  const repeat = rule ? readRule(rule, first.date, zone) : null
  return {
    title: event.title,
    allDay: event.isAllDay,
    start: first,
    end: wallOf(end, zone),
    zone,
    repeat,
    ownRule: rule && !repeat ? rule : null,
    guests: event.participants.map((each) => ({
      id: each.userId,
      name: each.userName,
      avatar: each.userAvatar,
    })),
    location: event.location ?? '',
    description: event.description ?? '',
    reminder: event.reminderMinutes === null ? kNoReminder : String(event.reminderMinutes),
    visibility: event.visibility,
    color: event.color ?? kColors.blue,
  }
}

export function timesIn({ start, end, allDay, zone }: EventForm): Times {
  if (allDay) return wholeDays(start.date, end.date, zone)
  return { start: msOf(start, zone), end: msOf(end, zone) }
}

/** The end keeps its distance when the start is changed. */
export function withStart(form: EventForm, start: Wall): EventForm {
  const { start: from, end: to } = timesIn(form)
  const moved = { ...form, start }
  const end = timesIn(moved).start + Math.max(0, to - from)
  return { ...moved, end: wallOf(end, form.zone) }
}

export type FormProblem = 'titleMissing' | 'endEarly'

export function problemOf(form: EventForm): FormProblem | null {
  if (!form.title.trim()) return 'titleMissing'
  const { start, end } = timesIn(form)
  return end < start ? 'endEarly' : null
}

/** Everything of it, for a request. `one`: of an occurrence, which is no series. */
export function draftOf(form: EventForm, one = false): EventDraft {
  const { start, end } = timesIn(form)
  return {
    title: form.title.trim(),
    startTime: formatServerTime(start),
    endTime: formatServerTime(end),
    isAllDay: form.allDay,
    timeZone: form.zone,
    ...(one || form.ownRule ? {} : toWire(form.repeat, form.start.date, form.zone)),
    location: form.location.trim(),
    description: form.description.trim(),
    reminder: form.reminder,
    visibility: form.visibility,
    color: form.color,
    participantIds: form.guests.map((each) => each.id),
  }
}

/** Only what became different: what is absent stays as it is on the server. */
export function changesOf(form: EventForm, before: EventForm, one = false): EventDraft {
  const now = draftOf(form, one) as Record<string, unknown>
  const old = draftOf(before, one) as Record<string, unknown>
  const differs = (name: string) => JSON.stringify(now[name]) !== JSON.stringify(old[name])
  const names = new Set(Object.keys(now).filter(differs))
  // Members of a series mean something only together.
  if ([...names].some((name) => name.startsWith('recurrence'))) {
    for (const name of Object.keys(now)) if (name.startsWith('recurrence')) names.add(name)
  }
  return Object.fromEntries(Object.entries(now).filter(([name]) => names.has(name)))
}
