import { describe, expect, it } from 'vitest'
import { backoffMs } from './backoff'

describe('backoffMs', () => {
  it('backs off within 30 % of 0.5 … 30 s', () => {
    expect(backoffMs(0, 0.5)).toBe(500)
    expect(backoffMs(3, 0)).toBe(2800)
    expect(backoffMs(50, 0.999999)).toBeLessThanOrEqual(39_000)
  })
})
