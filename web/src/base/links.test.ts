import { describe, expect, it } from 'vitest'
import { isOver } from './links'

describe('isOver', () => {
  it('knows when a signed link is over', () => {
    expect(isOver('/uploads/a.png?t=m1-2.1000000.x', 2_000_000)).toBe(true)
    expect(isOver('/uploads/a.png?t=u1.1000000.x', 900_000)).toBe(false)
    expect(isOver('/uploads/a.png', 9e15)).toBe(false)
  })
})
