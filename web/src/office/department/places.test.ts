import { expect, it } from 'vitest'
import type { Department } from '@/api/types'
import { placesFor } from './places'

const department = (id: number, children: Department[] = [], status = 0) =>
  ({ id, name: `D${id}`, status, children }) as unknown as Department

it('a department lies neither under itself nor under one that is disabled', () => {
  const tree = [department(1, [department(2, [department(3)]), department(4, [department(5)], 1)])]
  expect(placesFor(tree, null).map((each) => each.id)).toEqual([1, 2, 3])
  expect(placesFor(tree, 2)).toEqual([{ id: 1, name: 'D1' }])
  expect(placesFor(tree, null)[2]).toEqual({ id: 3, name: '\u3000\u3000D3' })
})
