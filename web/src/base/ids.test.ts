import { describe, expect, it } from 'vitest'
import { newClientMsgId, requestNames } from './ids'

describe('names made here', () => {
  it('makes ids that fit and differ', () => {
    const made = new Set(Array.from({ length: 1000 }, newClientMsgId))
    expect(made.size).toBe(1000)
    for (const id of made) expect(id.length).toBeLessThanOrEqual(64)
  })

  it('names a request by its content', () => {
    const nameOf = requestNames()
    expect(nameOf(5, 'x')).toBe(nameOf(5, 'x'))
    expect(nameOf(5, 'x')).not.toBe(nameOf(5, 'y'))
    expect(nameOf(5, 'x')).not.toBe(requestNames()(5, 'x'))
  })
})
