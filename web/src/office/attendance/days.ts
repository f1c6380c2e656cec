import type { Attendance, Day, Rules, Side } from './api'

/** What a day of the calendar is, and what may be done about it. Dates are yyyy-MM-dd. */

export type Mark =
  /** Nothing to say: of before the account, or still to come. */
  | 'none'
  /** Nobody works. */
  | 'rest'
  /** Worked on a day of rest. */
  | 'extra'
  /** Today, and it is not over. */
  | 'open'
  | 'fine'
  | 'late'
  | 'early'
  | 'lateEarly'
  /** One of the two times is wanting. */
  | 'missing'
  /** No record at all. */
  | 'absent'
  /** Somebody is asked to mend it. */
  | 'asked'

export interface Cell extends Day {
  mark: Mark
  record: Attendance | null
}

export function markOf(day: Day, record: Attendance | null, rules: Rules): Mark {
  const today = day.date === rules.today
  if (!record) {
    if (day.type !== 'WORK') return 'rest'
    if (today) return 'open'
    return day.date > rules.today || day.date < rules.since ? 'none' : 'absent'
  }
  if (record.approveStatus === 'PENDING') return 'asked'
  if (record.checkInStatus === 'ABSENT' || record.checkOutStatus === 'ABSENT') return 'missing'
  const late = record.checkInStatus === 'LATE'
  const early = record.checkOutStatus === 'EARLY'
  if (late || early) return late && early ? 'lateEarly' : late ? 'late' : 'early'
  if (record.attendanceType !== 'WORK') return 'extra'
  return record.checkOutTime ? 'fine' : 'open'
}

export function cellsOf(rules: Rules, records: readonly Attendance[]): Cell[] {
  const byDate = new Map(records.map((each) => [each.attendanceDate, each]))
  return rules.days.map((day) => {
    const record = byDate.get(day.date) ?? null
    return { ...day, record, mark: markOf(day, record, rules) }
  })
}

const kBad: ReadonlySet<Mark> = new Set(['late', 'early', 'lateEarly', 'missing', 'absent'])
export const isBad = (mark: Mark) => kBad.has(mark)

/** The sides that may be asked to be mended; none: there is nothing to ask for. */
export function sidesToMend(cell: Cell, rules: Rules): Side[] {
  const { record } = cell
  const past = cell.date < rules.today
  if (!record) return cell.mark === 'absent' && cell.date >= rules.mendFrom ? ['IN', 'OUT'] : []
  if (record.approveStatus === 'PENDING') return []
  const sides: Side[] = []
  if (!record.checkInTime || record.checkInStatus === 'LATE') sides.push('IN')
  if ((!record.checkOutTime && past) || record.checkOutStatus === 'EARLY') sides.push('OUT')
  return sides
}

/** Rows of seven, Monday first; null where another month is. */
export function weeksOf(cells: readonly Cell[]): (Cell | null)[][] {
  const first = cells[0]
  if (!first) return []
  const before = (dateOf(first.date).getUTCDay() + 6) % 7
  const slots: (Cell | null)[] = [...Array<null>(before).fill(null), ...cells]
  while (slots.length % 7 !== 0) slots.push(null)
  return Array.from({ length: slots.length / 7 }, (_, week) => slots.slice(week * 7, week * 7 + 7))
}

export interface Totals {
  /** Days with both times. */
  attended: number
  /** Days of work until today. */
  due: number
  late: number
  early: number
  missing: number
  absent: number
  minutes: number
}

export function totalsOf(cells: readonly Cell[], rules: Rules): Totals {
  const count = (test: (cell: Cell) => boolean) => cells.filter(test).length
  return {
    attended: count(({ record }) => Boolean(record?.checkInTime && record.checkOutTime)),
    due: count(({ type, date }) => type === 'WORK' && date <= rules.today && date >= rules.since),
    late: count(({ record }) => record?.checkInStatus === 'LATE'),
    early: count(({ record }) => record?.checkOutStatus === 'EARLY'),
    missing: count(
      ({ record }) => record?.checkInStatus === 'ABSENT' || record?.checkOutStatus === 'ABSENT',
    ),
    absent: count(({ mark }) => mark === 'absent'),
    minutes: cells.reduce((sum, { record }) => sum + (record?.workMinutes ?? 0), 0),
  }
}

/** A day as a moment, for Intl with the zone UTC. */
export function dateOf(date: string): Date {
  return new Date(`${date}T00:00:00Z`)
}

export function monthBeside(month: string, step: number): string {
  const [year, number] = month.split('-').map(Number) as [number, number]
  return new Date(Date.UTC(year, number - 1 + step, 1)).toISOString().slice(0, 7)
}

/** What the form needs of a reason that others see as `补卡原因:…;补卡原因:…`. */
export function reasonsOf(remark: string | null): string[] {
  return (remark ?? '')
    .split(/;(?=补卡原因:)/)
    .map((each) => each.replace(/^补卡原因:/, '').trim())
    .filter(Boolean)
}
