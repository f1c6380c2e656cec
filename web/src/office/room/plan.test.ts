import { describe, expect, it } from 'vitest'
import type { MeetingSlot } from '@/api/types'
import { momentOf } from '../moments'
import {
  chosenSpan,
  dayAfter,
  gapsIn,
  kHourMs,
  nearestFree,
  serverDays,
  slotsOf,
  spanOfDay,
  touches,
} from './plan'

const kDay = '2030-05-06'
const day = spanOfDay(kDay)
const at = (hour: string) => momentOf(kDay, hour)
const span = (from: string, to: string) => ({ begin: at(from), end: at(to) })
const kLongAgo = 0

describe('the day', () => {
  it('is that of the reader, and its neighbours are whole days away', () => {
    expect(day.end - day.begin).toBe(24 * kHourMs)
    expect(dayAfter('2030-02-28', 1)).toBe('2030-03-01')
    expect(dayAfter('2030-01-01', -1)).toBe('2029-12-31')
  })

  it('touches one day of the server, or two', () => {
    const server = { begin: Date.UTC(2030, 4, 5, 16), end: Date.UTC(2030, 4, 6, 16) }
    expect(serverDays(server)).toEqual(['2030-05-06'])
    const utc = { begin: Date.UTC(2030, 4, 6), end: Date.UTC(2030, 4, 7) }
    expect(serverDays(utc)).toEqual(['2030-05-06', '2030-05-07'])
  })
})

describe('bookings of several answers', () => {
  const row = (id: number, startDateTime: string, endDateTime: string): MeetingSlot => ({
    bookingId: id,
    meetingTitle: `m${id}`,
    bookingUserId: 1,
    bookingUserName: 'Ann',
    startDateTime,
    endDateTime,
    status: 'CONFIRMED',
  })
  it('are there once, in their order, and only those of the day', () => {
    const shanghai = { begin: Date.UTC(2030, 4, 5, 16), end: Date.UTC(2030, 4, 6, 16) }
    const late = row(2, '2030-05-06 23:00:00', '2030-05-07 01:00:00')
    const found = slotsOf(
      [
        late,
        row(1, '2030-05-06 09:00:00', '2030-05-06 10:00:00'),
        late,
        row(3, '2030-05-07 00:00:00', '2030-05-07 01:00:00'),
      ],
      shanghai,
    )
    expect(found.map((each) => each.id)).toEqual([1, 2])
  })
})

describe('what is free', () => {
  it('ends where something begins, and ends that meet do not clash', () => {
    expect(touches(span('09:00', '10:00'), span('10:00', '11:00'))).toBe(false)
    expect(gapsIn(span('09:00', '12:00'), [span('10:00', '11:00')])).toEqual([
      span('09:00', '10:00'),
      span('11:00', '12:00'),
    ])
    expect(gapsIn(span('09:00', '10:00'), [span('08:00', '11:00')])).toEqual([])
  })

  it('is offered nearest first, one of each gap, as long as was wanted', () => {
    const taken = [span('10:00', '11:00'), span('11:30', '12:00')]
    expect(nearestFree(span('10:00', '11:00'), taken, day, kLongAgo, 3)).toEqual([
      span('09:00', '10:00'),
      span('12:00', '13:00'),
    ])
    expect(nearestFree(span('10:00', '10:30'), taken, day, kLongAgo, 2)).toEqual([
      span('09:30', '10:00'),
      span('11:00', '11:30'),
    ])
  })

  it('is never over', () => {
    const now = at('09:40')
    expect(nearestFree(span('10:00', '11:00'), [span('10:00', '11:00')], day, now, 3)).toEqual([
      span('11:00', '12:00'),
    ])
    expect(nearestFree(span('10:00', '11:00'), [], day, day.end, 3)).toEqual([])
  })
})

describe('dragging', () => {
  const taken = [span('10:00', '11:00')]
  it('snaps to half hours in both directions and stops at what is taken', () => {
    expect(chosenSpan(at('08:10'), at('09:40'), taken, day, kLongAgo)).toEqual(
      span('08:00', '10:00'),
    )
    expect(chosenSpan(at('08:10'), at('11:40'), taken, day, kLongAgo)).toEqual(
      span('08:00', '10:00'),
    )
    expect(chosenSpan(at('12:10'), at('09:00'), taken, day, kLongAgo)).toEqual(
      span('11:00', '12:30'),
    )
  })
  it('begins nowhere on what is taken or over', () => {
    expect(chosenSpan(at('10:10'), at('12:00'), taken, day, kLongAgo)).toBeNull()
    expect(chosenSpan(at('08:00'), at('09:00'), taken, day, at('09:30'))).toBeNull()
    expect(chosenSpan(at('09:00'), at('10:00'), taken, day, at('09:05'))).toEqual(
      span('09:15', '10:00'),
    )
  })
})
