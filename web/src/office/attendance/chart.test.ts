import { expect, it } from 'vitest'
import { barsOf, kChartMost } from './chart'

const rowOf = (userId: number, totalWorkMinutes: number, lateCount = 0) => ({
  ...{ userId, userName: `P${userId}`, userAvatar: '', workDays: 20, attendanceDays: 1 },
  ...{ lateCount, earlyCount: 1, absentCount: 0, totalWorkMinutes },
})

it('bars of a team stand from the longest down', () => {
  const rows = [rowOf(1, 60, 3), rowOf(2, 93), rowOf(3, 0, 1)]
  expect(barsOf(rows, 'hours')).toEqual({
    names: ['P2', 'P1', 'P3'],
    series: [{ key: 'minutes', values: [1.6, 1, 0] }],
  })
  const { names, series } = barsOf(rows, 'problems')
  expect(names).toEqual(['P1', 'P3', 'P2'])
  expect(series.map(({ values }) => values)).toEqual([
    [3, 1, 0],
    [1, 1, 1],
    [0, 0, 0],
  ])
})

it('no more people are drawn than can be told apart', () => {
  const many = Array.from({ length: 50 }, (_, i) => rowOf(i, i))
  expect(barsOf(many, 'hours').names).toHaveLength(kChartMost)
})
