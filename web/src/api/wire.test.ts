import { describe, expect, it } from 'vitest'
import { bodyOf, idOf, messageOf, reactionsOf } from './wire'

describe('what comes over the wire', () => {
  it('reads frames in every published form', () => {
    const fields = { id: '7', conversationId: 3, senderId: 2, content: 'x', type: 'text' }
    for (const frame of [
      { type: 'new_message', payload: fields },
      { type: 'new_message', data: fields },
    ]) {
      expect(messageOf(bodyOf(frame), 2)).toMatchObject({
        id: 7,
        messageType: 'TEXT',
        isSelf: true,
      })
    }
    expect(bodyOf({ type: 'typing', userId: 5 }).userId).toBe(5)
    expect(messageOf({ content: 'no ids' }, 2)).toBeNull()
    expect(idOf('1e3x')).toBe(0)
    expect(idOf(-1)).toBe(0)
  })

  it('reads reactions by their people, not by a foreign isMine', () => {
    const wire = [{ emoji: '👍', count: 2, isMine: true, userIds: [4, 5] }, { count: 1 }, null]
    expect(reactionsOf(wire, 1)).toEqual([
      { emoji: '👍', count: 2, isMine: false, userIds: [4, 5] },
    ])
  })
})
