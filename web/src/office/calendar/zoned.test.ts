import { expect, test } from 'vitest'
import { addDays, daysBetween, msOf, wallOf, weekdayOf } from './zoned'

test('a wall clock and back', () => {
  const ms = msOf({ date: '2026-07-01', time: '09:30' }, 'Europe/Berlin')
  expect(new Date(ms).toISOString()).toBe('2026-07-01T07:30:00.000Z')
  expect(wallOf(ms, 'Europe/Berlin')).toEqual({ date: '2026-07-01', time: '09:30' })
  expect(wallOf(ms, 'Asia/Shanghai')).toEqual({ date: '2026-07-01', time: '15:30' })
})

test('the hour that is there twice, and the one that is not', () => {
  const at = (date: string, time: string) =>
    new Date(msOf({ date, time }, 'Europe/Berlin')).toISOString()
  expect(at('2026-10-25', '02:30')).toBe('2026-10-25T00:30:00.000Z')
  expect(at('2026-03-29', '02:30')).toBe('2026-03-29T01:30:00.000Z')
})

test('days', () => {
  expect(addDays('2028-02-28', 2)).toBe('2028-03-01')
  expect(daysBetween('2026-12-30', '2027-01-02')).toBe(3)
  expect(weekdayOf('2026-11-22')).toBe(7)
})
