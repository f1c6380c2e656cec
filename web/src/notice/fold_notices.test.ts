import { describe, expect, it } from 'vitest'
import type { Notice } from './api'
import { foldNotices } from './fold_notices'

function notice(id: number, kind: string, actor = `p${id}`): Notice {
  return { id, line: { kind, actor } } as Notice
}
const accepted = (id: number, actor?: string) => notice(id, 'contact_accepted', actor)
const shape = (rows: Notice[], open?: Set<number>) =>
  foldNotices(rows, open).map((each) => each.all.map((one) => one.id))

describe('notices', () => {
  it('of three or more acceptances in a row are one', () => {
    expect(shape([accepted(5), accepted(4), accepted(3)])).toEqual([[5, 4, 3]])
    expect(shape([accepted(5), accepted(4)])).toEqual([[5], [4]])
    const other = notice(3, 'contact_asked')
    expect(shape([accepted(5), accepted(4), other, accepted(2), accepted(1)])).toEqual([
      [5],
      [4],
      [3],
      [2],
      [1],
    ])
  })

  it('name each person once', () => {
    const [fold] = foldNotices([accepted(3, 'Ann'), accepted(2, 'Bob'), accepted(1, 'Ann')])
    expect(fold?.people).toEqual(['Ann', 'Bob'])
  })

  it('stay open when a newer one comes', () => {
    const rows = [accepted(3), accepted(2), accepted(1)]
    expect(shape(rows, new Set([3]))).toEqual([[3], [2], [1]])
    expect(shape([accepted(4), ...rows], new Set([3]))).toEqual([[4], [3], [2], [1]])
  })

  it('of other kinds, and older ones without a kind, are never folded', () => {
    const asked = [3, 2, 1].map((id) => notice(id, 'contact_asked'))
    expect(shape(asked)).toEqual([[3], [2], [1]])
    const old = [3, 2, 1].map((id) => ({ id, line: null }) as Notice)
    expect(shape(old)).toEqual([[3], [2], [1]])
  })
})
