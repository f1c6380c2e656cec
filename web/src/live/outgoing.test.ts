import { describe, expect, it } from 'vitest'
import type { OutboxItem } from '@/data/outbox'
import { messageFrame, sentMessage } from './outgoing'

const item = (part: Partial<OutboxItem> = {}): OutboxItem => ({
  clientMsgId: 'c1',
  conversationId: 7,
  seq: 1,
  type: 'TEXT',
  content: 'hi',
  quote: null,
  mentions: null,
  attachment: null,
  createdAt: 0,
  state: 'queued',
  error: null,
  tab: 't',
  ...part,
})

describe('a message on its way', () => {
  it('names what it answers and whom it mentions, and nothing where there is none', () => {
    const plain = { conversationId: 7, messageType: 'TEXT', content: 'hi', clientMsgId: 'c1' }
    expect(messageFrame(item())).toEqual({ type: 'message', payload: plain })
    const quote = { id: 5, type: 'TEXT', content: 'q', senderName: 'Bob' }
    const mentions = { userIds: [2], all: false }
    expect(messageFrame(item({ quote, mentions })).payload).toEqual({
      ...plain,
      replyToMessageId: 5,
      mentionInfo: { userIds: [2], mentionAll: false },
    })
  })

  it('is an own message under the name it was sent with, at the time of the server', () => {
    const user = { id: 1, username: 'ann', nickname: '', avatar: '' }
    const sent = sentMessage(item(), user, 9, '2026-01-02 03:04:05')
    expect(sent).toMatchObject({ id: 9, isSelf: true, senderName: 'ann', clientMsgId: 'c1' })
    expect(sent.createTime).toBe('2026-01-02 03:04:05')
    expect(typeof sentMessage(item(), user, 9, undefined).createTime).toBe('string')
  })
})
