import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { beforeUnread } from './thread'

function message(id: number, part: Partial<Message> = {}): Message {
  return { id, isSelf: false, messageType: 'TEXT', ...part } as Message
}

describe('beforeUnread', () => {
  it('counts messages of others from the end', () => {
    const rows = [message(1), message(2, { isSelf: true }), message(3), message(4)]
    expect(beforeUnread(rows, 2)).toBe(2)
    expect(beforeUnread(rows, 9)).toBe(0)
  })

  it('counts no line of the system', () => {
    const rows = [message(1), message(2, { messageType: 'SYSTEM' }), message(3)]
    expect(beforeUnread(rows, 2)).toBe(0)
  })
})
