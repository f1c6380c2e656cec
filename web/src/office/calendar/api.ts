import { request } from '@/api/http'
import type { Schedule, ScheduleImport, ScheduleSeat } from '@/api/types'
import { formatServerTime } from '@/base/time'
import { download } from '../exchange/download'
import type { WireRepeat } from './repeat'

/** The schedule (ruoyi 11). All throw as request() does. */

export type CalendarEvent = Schedule
export type Seat = ScheduleSeat
export type Imported = ScheduleImport

export interface EventDraft extends Partial<WireRepeat> {
  /** Of a series: the start of the only occurrence that is changed. */
  occurrence?: string
  /** With it: that one and all after it. */
  following?: boolean
  title?: string
  startTime?: string
  endTime?: string
  isAllDay?: boolean
  timeZone?: string
  location?: string
  description?: string
  color?: string
  visibility?: string
  /** Minutes; `none`: no reminder. */
  reminder?: string
  participantIds?: number[]
}

/** Each occurrence between two times, in ms. */
export function listBetween(from: number, to: number, signal?: AbortSignal) {
  return request<CalendarEvent[]>('GET', '/schedule/range', {
    query: { startTime: formatServerTime(from), endTime: formatServerTime(to) },
    signal,
  })
}

export interface Busy {
  userId: number
  busy: { startTime: string; endTime: string }[]
}

/** When these people have no time between two times, in ms: at most 50 of them. */
export function listBusy(people: readonly number[], from: number, to: number): Promise<Busy[]> {
  return request('GET', '/schedule/busy', {
    query: {
      userIds: people.join(','),
      startTime: formatServerTime(from),
      endTime: formatServerTime(to),
    },
  })
}

export function getEvent(id: number): Promise<CalendarEvent> {
  return request('GET', `/schedule/${id}`)
}

/** Resolves to the id. */
export function createEvent(draft: EventDraft): Promise<number> {
  return request('POST', '/schedule/create', { body: draft })
}

export function changeEvent(id: number, draft: EventDraft): Promise<null> {
  return request('PUT', `/schedule/${id}`, { body: draft })
}

/** `occurrence`: the start of the only one of a series that is taken out of it, or of the first. */
export function deleteEvent(id: number, occurrence?: string, following?: true): Promise<null> {
  return request('DELETE', `/schedule/${id}`, { query: { occurrence, following } })
}

/** It stays in lists, and everybody is told. */
export function cancelEvent(id: number): Promise<null> {
  return request('PUT', `/schedule/${id}/cancel`)
}

export function answerEvent(id: number, accepted: boolean, remark: string): Promise<null> {
  return request('POST', `/schedule/${id}/response`, { body: { accepted, remark } })
}

export function importCalendar(content: string, dryRun: boolean): Promise<Imported> {
  return request('POST', '/schedule/import', { body: { content, dryRun } })
}

/** Saves the whole schedule as an iCalendar file. */
export function exportCalendar(): Promise<void> {
  return download('/schedule/export', 'schedule.ics')
}
