import { describe, expect, it } from 'vitest'
import { actionsOf, kEditWithinMs, kRecallWithinMs } from './message_actions'

describe('what may be done with a message', () => {
  const subject = { mine: true, type: 'TEXT', at: 0, favorited: false, readOnly: false }
  const offOf = (id: string, now: number, part = {}) =>
    actionsOf({ ...subject, ...part }, now).find((each) => each.id === id)?.off

  it('recalls and edits own messages within their limits', () => {
    expect(offOf('recall', kRecallWithinMs)).toBeNull()
    expect(offOf('recall', kRecallWithinMs + 1)).toBe('msg.off.recall')
    expect(offOf('edit', kEditWithinMs)).toBeNull()
    expect(offOf('edit', kEditWithinMs + 1)).toBe('msg.off.edit')
  })
  it('offers nothing that can never be', () => {
    expect(offOf('recall', 0, { mine: false })).toBeUndefined()
    expect(offOf('edit', 0, { mine: false })).toBeUndefined()
    expect(offOf('edit', 0, { type: 'IMAGE' })).toBeUndefined()
    expect(offOf('download', 0)).toBeUndefined()
    expect(offOf('download', 0, { type: 'FILE' })).toBeNull()
    expect(offOf('reply', 0, { readOnly: true })).toBe('msg.off.readOnly')
  })
})
