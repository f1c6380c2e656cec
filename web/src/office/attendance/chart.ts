import type { MemberMonth } from './api'

/** What the chart of a team shows: bars of people, from the longest down. */

export type ChartKind = 'hours' | 'problems'
/** People in one picture. */
export const kChartMost = 20

export interface Bars {
  names: string[]
  /** Key of attendance.total or attendance.lack, and a number for each name. */
  series: { key: 'minutes' | 'late' | 'early' | 'lack'; values: number[] }[]
}

const problemsOf = (row: MemberMonth) => row.lateCount + row.earlyCount + row.absentCount
const hoursOf = (row: MemberMonth) => Math.round(row.totalWorkMinutes / 6) / 10

export function barsOf(rows: readonly MemberMonth[], kind: ChartKind): Bars {
  const size = kind === 'hours' ? hoursOf : problemsOf
  const top = [...rows].sort((a, b) => size(b) - size(a)).slice(0, kChartMost)
  const names = top.map((row) => row.userName)
  if (kind === 'hours') return { names, series: [{ key: 'minutes', values: top.map(hoursOf) }] }
  return {
    names,
    series: [
      { key: 'late', values: top.map((row) => row.lateCount) },
      { key: 'early', values: top.map((row) => row.earlyCount) },
      { key: 'lack', values: top.map((row) => row.absentCount) },
    ],
  }
}
