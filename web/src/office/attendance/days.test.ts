import { describe, expect, it } from 'vitest'
import type { Attendance, DayType, Rules } from './api'
import { cellsOf, monthBeside, reasonsOf, sidesToMend, totalsOf, weeksOf } from './days'

const kDays = 30

function rulesOf(more: Partial<Rules> = {}): Rules {
  const days = Array.from({ length: kDays }, (_, i) => {
    const date = `2026-11-${String(i + 1).padStart(2, '0')}`
    const weekend = [0, 6].includes(new Date(`${date}T00:00:00Z`).getUTCDay())
    return { date, type: (weekend ? 'WEEKEND' : 'WORK') as DayType }
  })
  return {
    zone: '+08:00',
    begins: '09:00',
    ends: '18:00',
    beginTime: '2026-11-18 09:00:00',
    endTime: '2026-11-18 18:00:00',
    lateAfter: 10,
    earlyBefore: 30,
    today: '2026-11-18',
    mendFrom: '2026-10-19',
    since: '2026-11-03',
    now: '2026-11-18 12:00:00',
    leads: false,
    year: 2026,
    month: 11,
    days,
    ...more,
  }
}

function recordOf(attendanceDate: string, more: Partial<Attendance> = {}): Attendance {
  return {
    id: Number(attendanceDate.slice(8)),
    userId: 1,
    userName: 'Ann',
    attendanceDate,
    checkInTime: `${attendanceDate} 09:00:00`,
    checkOutTime: `${attendanceDate} 18:00:00`,
    checkInStatus: 'NORMAL',
    checkOutStatus: 'NORMAL',
    workMinutes: 540,
    attendanceType: 'WORK',
    remark: null,
    checkInLocation: null,
    checkOutLocation: null,
    approveStatus: null,
    approveComment: null,
    updateTime: `${attendanceDate} 18:00:00`,
    ...more,
  }
}

const rules = rulesOf()
const cells = cellsOf(rules, [
  recordOf('2026-11-03'),
  recordOf('2026-11-04', { checkInStatus: 'LATE' }),
  recordOf('2026-11-05', { checkOutStatus: 'EARLY' }),
  recordOf('2026-11-06', { checkInStatus: 'LATE', checkOutStatus: 'EARLY' }),
  recordOf('2026-11-07', { attendanceType: 'WEEKEND' }),
  recordOf('2026-11-09', { checkOutTime: null, checkOutStatus: 'ABSENT', workMinutes: 0 }),
  recordOf('2026-11-10', { checkInTime: null, checkInStatus: 'ABSENT', approveStatus: 'PENDING' }),
  recordOf('2026-11-18', { checkOutTime: null, checkOutStatus: null, checkInStatus: 'LATE' }),
])
const on = (day: number) => cells[day - 1]!

describe('days of attendance', () => {
  it('are marked by what is worst about them', () => {
    const marks = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 18, 19].map((day) => on(day).mark)
    expect(marks).toEqual([
      ...['none', 'fine', 'late', 'early', 'lateEarly', 'extra', 'rest', 'missing', 'asked'],
      ...['absent', 'late', 'none'],
    ])
  })

  it('are open as long as today is not over', () => {
    const [, today] = cellsOf(rulesOf({ today: '2026-11-03' }), []).slice(1)
    expect(today!.mark).toBe('open')
    const come = recordOf('2026-11-18', { checkOutTime: null, checkOutStatus: null })
    expect(cellsOf(rules, [come])[17]!.mark).toBe('open')
  })

  it('may be mended where something is wanting, today only what is over', () => {
    expect(sidesToMend(on(3), rules)).toEqual([])
    expect(sidesToMend(on(4), rules)).toEqual(['IN'])
    expect(sidesToMend(on(6), rules)).toEqual(['IN', 'OUT'])
    expect(sidesToMend(on(9), rules)).toEqual(['OUT'])
    expect(sidesToMend(on(10), rules)).toEqual([])
    expect(sidesToMend(on(11), rules)).toEqual(['IN', 'OUT'])
    expect(sidesToMend(on(18), rules)).toEqual(['IN'])
    expect(sidesToMend(on(11), rulesOf({ mendFrom: '2026-11-12' }))).toEqual([])
  })

  it('stand in weeks that begin on Monday', () => {
    const weeks = weeksOf(cells)
    expect(weeks).toHaveLength(6)
    expect(weeks[0]!.map((cell) => cell?.date.slice(8) ?? '')).toEqual([
      ...['', '', '', '', '', '', '01'],
    ])
    expect(weeks[5]!.map((cell) => cell?.date.slice(8) ?? '')).toEqual([
      ...['30', '', '', '', '', '', ''],
    ])
    expect(weeksOf([])).toEqual([])
  })

  it('add up', () => {
    expect(totalsOf(cells, rules)).toEqual({
      attended: 5,
      due: 12,
      late: 3,
      early: 2,
      missing: 2,
      absent: 5,
      minutes: 5 * 540 + 540 + 540,
    })
  })

  it('have reasons, each of which may have a semicolon', () => {
    expect(reasonsOf(null)).toEqual([])
    expect(reasonsOf('补卡原因:bus; rain;补卡原因:ill')).toEqual(['bus; rain', 'ill'])
  })

  it('belong to months that follow each other', () => {
    expect(monthBeside('2026-12', 1)).toBe('2027-01')
    expect(monthBeside('2026-01', -1)).toBe('2025-12')
  })
})
