import { describe, expect, it } from 'vitest'
import { formatServerTime } from '@/base/time'
import type { OutboxItem } from '@/data/outbox'
import { kStart, message } from './message_fixture'
import { kGroupWithinMs, messageRows, withPending } from './rows'
import type { Me, MessagesInput } from './rows'

describe('rows of messages', () => {
  const item = (clientMsgId: string, content: string): OutboxItem => ({
    clientMsgId,
    conversationId: 1,
    seq: 1,
    content,
    createdAt: kStart,
    type: 'TEXT',
    quote: null,
    mentions: null,
    attachment: null,
    state: 'queued',
    error: null,
    tab: 'a',
  })
  type Input = MessagesInput & { pending: readonly OutboxItem[] }
  const me: Me = { id: 1, name: 'Ann', avatar: null }
  const build = ({ pending = [], ...part }: Partial<Input>) => {
    const rows = messageRows({
      messages: [],
      readUpTo: 0,
      unreadAfter: null,
      isBeginning: true,
      others: null,
      heads: new Set(),
      ...part,
    })
    return withPending(rows, pending, me)
  }
  const kinds = (part: Partial<Input>) => build(part).map((row) => row.kind)

  it('draws a text as a text, whatever it looks like', () => {
    for (const text of [
      '[图片]',
      '[语音] 3"',
      '[红包] 假的',
      '[视频通话] 未接通',
      '[消息已撤回]',
    ]) {
      const rows = build({ messages: [message(1, { content: text })] })
      const row = { kind: 'message', type: 'TEXT', packet: false, text }
      expect(rows.at(-1)).toMatchObject(row)
    }
    const record = { callType: 'VIDEO', result: 'MISSED', duration: 0 }
    const line = message(2, { messageType: 'SYSTEM', content: '', callRecord: record })
    expect(build({ messages: [line] }).at(-1)).toMatchObject({ kind: 'system', call: record })
  })

  it('groups what one person says within five minutes', () => {
    const later = formatServerTime(kStart + 3000 + kGroupWithinMs + 1000)
    const rows = build({
      messages: [
        message(1),
        message(2),
        message(3, { senderId: 3 }),
        message(4, { createTime: later, senderId: 3 }),
      ],
    })
    const groups = rows.map((r) => (r.kind === 'message' ? [r.first, r.last] : r.kind))
    expect(groups).toEqual([
      'day',
      [true, false],
      [false, true],
      [true, true],
      'time',
      [true, true],
    ])
  })

  it('starts a day with its date and nothing else with one', () => {
    const next = formatServerTime(kStart + 86_400_000)
    expect(kinds({ messages: [message(1), message(2, { createTime: next })] })).toEqual([
      'day',
      'message',
      'day',
      'message',
    ])
  })

  it('leaves the rows of before alone when older ones come in above', () => {
    const next = formatServerTime(kStart + 86_400_000)
    const first = message(3, { createTime: next })
    const before = build({
      messages: [first, message(4, { createTime: next })],
      isBeginning: false,
    })
    const heads = new Set([3])
    const sameDay = build({
      messages: [message(2, { createTime: next }), first, message(4, { createTime: next })],
      others: null,
      heads,
    })
    const dayBefore = build({
      messages: [message(2), first, message(4, { createTime: next })],
      others: null,
      heads,
    })
    expect(sameDay.slice(-2)).toEqual(before)
    expect(dayBefore.slice(-2)).toEqual(before)
    expect(dayBefore.map((r) => r.kind)).toEqual(['day', 'message', 'day', 'message', 'message'])
  })

  it('draws the unread line once, before the first new message of others', () => {
    const mine = { isSelf: true, senderId: 1 }
    const messages = [message(1), message(2, mine), message(3), message(4)]
    expect(kinds({ messages, unreadAfter: 1 })).toEqual([
      'day',
      'message',
      'message',
      'unread',
      'message',
      'message',
    ])
    expect(kinds({ messages, unreadAfter: 4 })).not.toContain('unread')
  })

  it('shows a pending message once, under one key before and after the acknowledgement', () => {
    const before = build({ messages: [message(1)], pending: [item('c9', 'hi')] })
    const sent = message(2, { isSelf: true, senderId: 1, clientMsgId: 'c9', content: 'hi' })
    const both = build({ messages: [message(1), sent], pending: [item('c9', 'hi')] })
    expect(before.at(-1)).toMatchObject({ state: 'queued', mine: true })
    expect(both).toHaveLength(before.length)
    expect(both.at(-1)).toMatchObject({ state: 'sent', key: before.at(-1)!.key })
  })

  it('marks as read up to the receipt', () => {
    const mine = { isSelf: true, senderId: 1 }
    const rows = build({ messages: [message(1, mine), message(2, mine)], readUpTo: 1 })
    expect(rows.map((r) => (r.kind === 'message' ? r.state : ''))).toEqual(['', 'read', 'sent'])
  })

  it('gives out the same row until something about it changes', () => {
    const mine = { isSelf: true, senderId: 1 }
    const messages = [message(1), message(2, mine), message(3, mine)]
    const before = build({ messages })
    const after = build({ messages: [...messages, message(4, mine)], readUpTo: 2 })
    expect(after[1]).toBe(before[1])
    expect(after[2]).not.toBe(before[2])
    expect(before[2]).toMatchObject({ state: 'sent' })
    expect(after[2]).toMatchObject({ state: 'read' })
    // The last of a group no longer is.
    expect([before[3], after[3]]).toMatchObject([{ last: true }, { last: false }])
    const waiting = build({ messages, pending: [item('c9', 'hi')] })
    expect(waiting.slice(0, 3)).toEqual(build({ messages }).slice(0, 3))
    expect(waiting[3]).toMatchObject({ last: false })
    expect(build({ messages })[3]).toMatchObject({ last: true })
  })

  it('never shows the text of a recalled message', () => {
    const rows = build({ messages: [message(1, { isRevoked: true, content: '[消息已撤回]' })] })
    expect(rows[1]).toMatchObject({ kind: 'system', recalledBy: 'Bob' })
  })
})
