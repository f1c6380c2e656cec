import { expect, test } from 'vitest'
import { changesOf, draftOf, emptyForm, formOf, problemOf, withStart } from './form'
import type { CalendarEvent } from './api'
import { usualRepeat } from './repeat'
import { msOf } from './zoned'

const zone = 'Asia/Shanghai'
const at = (date: string, time: string) => msOf({ date, time }, zone)
function form() {
  const times = { start: at('2026-12-16', '10:00'), end: at('2026-12-16', '11:00') }
  const made = { ...emptyForm({ ...times, allDay: false }, ' Lunch '), zone }
  return {
    ...made,
    start: { date: '2026-12-16', time: '10:00' },
    end: { date: '2026-12-16', time: '11:00' },
  }
}

test('a form becomes a request', () => {
  expect(draftOf(form())).toMatchObject({
    title: 'Lunch',
    startTime: '2026-12-16 10:00:00',
    endTime: '2026-12-16 11:00:00',
    recurrenceType: 'NONE',
    reminder: '15',
    participantIds: [],
  })
  expect(draftOf({ ...form(), allDay: true })).toMatchObject({
    startTime: '2026-12-16 00:00:00',
    endTime: '2026-12-16 23:59:59',
  })
})

test('the end follows the start', () => {
  const moved = withStart(form(), { date: '2026-12-16', time: '23:30' })
  expect(moved.end).toEqual({ date: '2026-12-17', time: '00:30' })
})

test('what is wrong with it', () => {
  expect(problemOf(form())).toBeNull()
  expect(problemOf({ ...form(), title: ' ' })).toBe('titleMissing')
  expect(problemOf({ ...form(), end: { date: '2026-12-15', time: '12:00' } })).toBe('endEarly')
})

test('only what is different is sent, a series whole', () => {
  const before = form()
  expect(changesOf({ ...before }, before)).toEqual({})
  expect(changesOf({ ...before, title: 'Dinner' }, before)).toEqual({ title: 'Dinner' })
  const daily = { ...usualRepeat('DAILY', '2026-12-16'), until: '2026-12-31' }
  const weekly = { ...usualRepeat('WEEKLY', '2026-12-16'), until: '2026-12-31' }
  expect(changesOf({ ...before, repeat: weekly }, { ...before, repeat: daily })).toEqual({
    recurrenceType: 'WEEKLY',
    recurrenceInterval: 1,
    recurrenceDays: '3',
    recurrenceEndDate: '2026-12-31',
  })
})

test('a rule that the form cannot show stays', () => {
  const event = {
    title: 'x',
    startTime: '2026-12-16 10:00:00',
    endTime: '2026-12-16 11:00:00',
    timeZone: zone,
    recurrenceRule: 'FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1',
    participants: [],
    reminderMinutes: null,
  } as unknown as CalendarEvent
  const made = formOf(event)
  expect(made.ownRule).toBe('FREQ=MONTHLY;BYDAY=MO,TU;BYSETPOS=-1')
  expect(draftOf(made)).not.toHaveProperty('recurrenceType')
  expect(made.reminder).toBe('none')
})
