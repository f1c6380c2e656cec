import { describe, expect, test } from 'vitest'
import type { CalendarEvent } from './api'
import { moveSeries, timesOf, toInput, wholeDays } from './shown'
import { msOf } from './zoned'

const kMe = 7
const base = {
  id: 5,
  userId: kMe,
  title: 'Stand-up',
  startTime: '2026-12-14 10:00:00',
  endTime: '2026-12-14 10:30:00',
  isAllDay: false,
  timeZone: 'Asia/Shanghai',
  recurrenceType: 'NONE',
  recurrenceRule: null,
  color: null,
  participantStatus: null,
} as unknown as CalendarEvent
const event = (more: Partial<CalendarEvent>) => ({ ...base, ...more })
const at = (date: string, time: string) => msOf({ date, time }, 'Asia/Shanghai')

describe('drawing', () => {
  test('whole days end with the day after the last', () => {
    const shown = toInput(
      event({ isAllDay: true, startTime: '2026-12-14 00:00:00', endTime: '2026-12-15 23:59:59' }),
      kMe,
    )
    expect(shown).toMatchObject({ allDay: true, start: '2026-12-14', end: '2026-12-16' })
  })

  test('only own events are dragged; a colour that is none is not drawn', () => {
    expect(toInput(base, kMe).editable).toBe(true)
    expect(toInput(event({ userId: 8 }), kMe).editable).toBe(false)
    expect(toInput(event({ color: 'url(x)' }), kMe).color).toBe('#3370ff')
    expect(toInput(event({ color: '#112233' }), kMe).color).toBe('#112233')
  })
})

describe('moving a series by one of its occurrences', () => {
  const weekly = event({
    recurrenceType: 'WEEKLY',
    recurrenceRule: 'FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270630T155959Z',
  })
  const second = { start: at('2026-12-16', '10:00'), end: at('2026-12-16', '10:30') }

  test('to another hour changes the hours alone', () => {
    const to = { start: at('2026-12-16', '14:00'), end: at('2026-12-16', '15:00'), allDay: false }
    expect(moveSeries(weekly, second, to)).toEqual({
      startTime: '2026-12-14 14:00:00',
      endTime: '2026-12-14 15:00:00',
      isAllDay: false,
    })
  })

  test('to another day takes its weekdays along', () => {
    const to = { start: at('2026-12-17', '10:00'), end: at('2026-12-17', '10:30'), allDay: false }
    expect(moveSeries(weekly, second, to)).toEqual({
      startTime: '2026-12-15 10:00:00',
      endTime: '2026-12-15 10:30:00',
      isAllDay: false,
      recurrenceType: 'WEEKLY',
      recurrenceInterval: 1,
      recurrenceDays: '2,4',
      recurrenceEndDate: '2027-07-01',
    })
  })

  test('of whole days keeps how many they are', () => {
    const whole = event({
      ...wholeTimes('2026-12-14', '2026-12-15'),
      isAllDay: true,
      recurrenceRule: 'FREQ=MONTHLY;BYMONTHDAY=14',
    })
    const from = wholeDays('2027-01-14', '2027-01-15', 'Asia/Shanghai')
    const to = { ...wholeDays('2027-01-15', '2027-01-16', 'Asia/Shanghai'), allDay: true }
    expect(moveSeries(whole, from, to)).toMatchObject({
      startTime: '2026-12-15 00:00:00',
      endTime: '2026-12-16 23:59:59',
      recurrenceRule: 'FREQ=MONTHLY;BYMONTHDAY=15',
    })
  })

  test('keeps its hour over the change to summer time', () => {
    const zone = 'Europe/Berlin'
    const series = event({ timeZone: zone, recurrenceRule: 'FREQ=DAILY' })
    const summer = msOf({ date: '2027-04-01', time: '03:00' }, zone)
    const from = { start: summer, end: summer + 1_800_000 }
    const later = { start: from.start + 3_600_000, end: from.end + 3_600_000, allDay: false }
    const made = moveSeries(series, from, later) as CalendarEvent
    expect(timesOf(made).start - timesOf(series).start).toBe(3_600_000)
  })

  test('a rule of its own cannot be moved to other days', () => {
    const own = event({ recurrenceRule: 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1' })
    const to = { start: at('2026-12-17', '10:00'), end: at('2026-12-17', '10:30'), allDay: false }
    expect(moveSeries(own, second, to)).toBeNull()
  })
})

function wholeTimes(first: string, last: string) {
  return { startTime: `${first} 00:00:00`, endTime: `${last} 23:59:59` }
}
