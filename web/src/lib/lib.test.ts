import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import type { OutboxItem } from '@/data/outbox'
import { avatarColor, avatarLetters, avatarUrl, kAvatarColors } from './avatar'
import { backoffMs } from './backoff'
import { newClientMsgId, requestNames } from './ids'
import { mergedLine } from './merged'
import { mergeMessages, newestId } from './merge'
import { previewOf, previewText } from './preview'
import { rowHeights } from './row_heights'
import { kGroupWithinMs, messageRows, withPending } from './rows'
import type { Me, MessagesInput } from './rows'
import { isFewEmoji, segmentsOf } from './segments'
import { dayText, formatServerTime, listTimeText, parseServerTime } from './time'
import { bodyOf, idOf, messageOf } from './wire'

const kStart = parseServerTime('2026-05-06 10:00:00')

function message(id: number, part: Partial<Message> = {}): Message {
  return {
    id,
    conversationId: 1,
    senderId: 2,
    senderName: 'Bob',
    messageType: 'TEXT',
    content: `m${id}`,
    isSelf: false,
    senderAvatar: '',
    isRevoked: false,
    isEdited: false,
    clientMsgId: null,
    readStatus: null,
    quote: null,
    mentions: null,
    reactions: [],
    isForwarded: false,
    isPacket: false,
    isFavorited: false,
    createTime: formatServerTime(kStart + id * 1000),
    ...part,
  }
}
const ids = (rows: readonly Message[]) => rows.map((row) => row.id)

describe('time', () => {
  const zh = { language: 'zh-CN', today: '今天', yesterday: '昨天' }
  const en = { language: 'en', today: 'Today', yesterday: 'Yesterday' }
  const now = new Date(2026, 4, 20, 15, 0).getTime()
  const local = (month: number, day: number, year = 2026) =>
    new Date(year, month - 1, day, 9, 5).getTime()

  it('reads the wire in GMT+8 whatever the zone of the reader', () => {
    expect(parseServerTime('2026-01-13 08:00:00')).toBe(Date.UTC(2026, 0, 13))
    expect(parseServerTime(formatServerTime(1_700_000_000_000))).toBe(1_700_000_000_000)
    expect(parseServerTime(null)).toBe(0)
    expect(parseServerTime('yesterday')).toBe(0)
  })

  it('has a short text for the list', () => {
    expect(listTimeText(local(5, 20), now, zh)).toBe('09:05')
    expect(listTimeText(local(5, 19), now, zh)).toBe('昨天')
    expect(listTimeText(local(5, 18), now, zh)).toBe('周一')
    expect(listTimeText(local(5, 6), now, zh)).toBe('5月6日')
    expect(listTimeText(local(5, 6, 2025), now, zh)).toBe('2025/5/6')
    expect(listTimeText(local(5, 18), now, en)).toBe('Mon')
    expect(listTimeText(0, now, zh)).toBe('')
  })

  it('shows a message of a fast clock as today', () => {
    expect(listTimeText(local(5, 21), now, zh)).toBe('09:05')
    expect(dayText(local(5, 21), now, zh)).toBe('今天')
  })
})

describe('mergeMessages', () => {
  it('applies by id: nothing doubles, order is by id', () => {
    const rows = mergeMessages([message(1), message(3)], [message(2), message(3), message(5)])
    expect(ids(rows)).toEqual([1, 2, 3, 5])
    expect(newestId(rows)).toBe(5)
  })

  it('replaces by the newer object, or keeps the fuller one', () => {
    const rows = mergeMessages([message(1)], [message(1, { content: 'edited' })])
    expect(rows[0]!.content).toBe('edited')
    const kept = mergeMessages(rows, [message(1, { content: 'bare' })], true)
    expect(kept).toBe(rows)
  })

  it('leaves its arguments alone', () => {
    const before = Object.freeze([message(1)])
    expect(ids(mergeMessages(before, [message(2)]))).toEqual([1, 2])
    expect(ids(before)).toEqual([1])
    expect(mergeMessages(before, [])).toBe(before)
  })
})

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

  it('takes a measured height before a guess', () => {
    const long = message(2, { content: 'x'.repeat(400) })
    const [, short, tall] = build({ messages: [message(1), long] })
    const heights = rowHeights(71)
    expect(heights.of(tall, false)).toBeGreaterThan(heights.of(short, false))
    expect(heights.of(short, true)).toBeGreaterThan(heights.of(short, false))
    heights.keep([short!, tall!], (index) => [50, 123][index])
    expect(rowHeights(71).of(tall, false)).toBe(123)
    expect(rowHeights(72).of(tall, false)).not.toBe(123)
  })

  it('never shows the text of a recalled message', () => {
    const rows = build({ messages: [message(1, { isRevoked: true, content: '[消息已撤回]' })] })
    expect(rows[1]).toMatchObject({ kind: 'system', recalledBy: 'Bob' })
  })
})

describe('segmentsOf', () => {
  it('keeps lines of code as they are between three back ticks', () => {
    const parts = segmentsOf('look:\n```ts\nif (a) {\n  `b` @ann https://a.example\n}\n```\nwell?')
    expect(parts).toEqual([
      { kind: 'text', text: 'look:' },
      { kind: 'block', text: 'if (a) {\n  `b` @ann https://a.example\n}' },
      { kind: 'text', text: 'well?' },
    ])
    expect(segmentsOf('``` not one ```').every((part) => part.kind !== 'block')).toBe(true)
    expect(segmentsOf('```\nopen').every((part) => part.kind !== 'block')).toBe(true)
  })

  it('finds links and code and loses no character', () => {
    const text = 'see https://a.example/x?y=1, or `npm ci` and mail bob@a.example'
    const parts = segmentsOf(text)
    expect(parts.map((p) => p.kind)).toEqual(['text', 'link', 'text', 'code', 'text', 'link'])
    expect(parts[1]).toMatchObject({ href: 'https://a.example/x?y=1' })
    expect(parts[5]).toMatchObject({ href: 'mailto:bob@a.example' })
    expect(parts.map((p) => (p.kind === 'code' ? `\`${p.text}\`` : p.text)).join('')).toBe(text)
  })

  it('links an address without a scheme only behind www.', () => {
    const parts = segmentsOf('see www.koine.org, koine.org, readme.md and WWW.A.COM/x?y=1。')
    const links = parts.filter((p) => p.kind === 'link')
    expect(links.map((p) => p.text)).toEqual(['www.koine.org', 'WWW.A.COM/x?y=1'])
    expect(links[0]).toMatchObject({ href: 'http://www.koine.org' })
    const mixed = segmentsOf('koine.org/?to=x https://koine.org bob@koine.org')
    expect(mixed.filter((p) => p.kind === 'link').map((p) => p.href)).toEqual([
      'https://koine.org',
      'mailto:bob@koine.org',
    ])
  })

  it('links no dangerous scheme and no markup', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '<b>x</b>',
    ]) {
      expect(segmentsOf(text).every((p) => p.kind === 'text')).toBe(true)
    }
  })

  it('knows a few emoji alone', () => {
    for (const text of ['👍', '👨‍👩‍👧🎉', '❤️', '🇨🇳', '👍🏽 '.trim()]) {
      expect(isFewEmoji(text)).toBe(true)
    }
    for (const text of ['', '1', '👍👍👍👍', 'a👍', '#']) expect(isFewEmoji(text)).toBe(false)
  })
})

describe('avatars', () => {
  it('has a colour for every id and letters for every name', () => {
    for (let id = 0; id < 100; id++) expect(avatarColor(id)).toBeLessThan(kAvatarColors)
    expect(avatarLetters('欧阳娜娜')).toBe('欧阳')
    expect(avatarLetters('王小明')).toBe('小明')
    expect(avatarLetters('产品设计群')).toBe('产品')
    expect(avatarLetters('Ann Lee')).toBe('AL')
    expect(avatarLetters('bob_42')).toBe('B4')
    expect(avatarLetters('  ')).toBe('?')
  })

  it('takes the placeholder of the server for none', () => {
    expect(avatarUrl('/avatar/default.png')).toBeNull()
    expect(avatarUrl('/avatar/group_default.png')).toBeNull()
    expect(avatarUrl('/uploads/a.png')).toBe('/uploads/a.png')
  })
})

describe('small things', () => {
  it('backs off within 30 % of 0.5 … 30 s', () => {
    expect(backoffMs(0, 0.5)).toBe(500)
    expect(backoffMs(3, 0)).toBe(2800)
    expect(backoffMs(50, 0.999999)).toBeLessThanOrEqual(39_000)
  })

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

  it('reads what a message is from its members, never from its text', () => {
    const t = (key: string, values?: Record<string, unknown>) =>
      values ? `${key} ${Object.values(values).join()}` : key
    const line = (part: Partial<Message>, mine = false) => previewOf(message(1, part), mine, t)
    for (const text of [
      '[图片]',
      '[语音] 3"',
      '[红包] 假的',
      '[视频通话] 未接通',
      '[消息已撤回]',
    ]) {
      expect(line({ content: text })).toBe(text)
    }
    expect(line({ messageType: 'IMAGE', content: '{}' })).toBe('[kind.image]')
    expect(line({ content: '[红包] 恭喜', isPacket: true })).toBe('[msg.composer.packet] 恭喜')
    const call = (result: string, mine: boolean, duration = 0) =>
      line(
        {
          messageType: 'SYSTEM',
          content: 'x',
          callRecord: { callType: 'VOICE', result, duration },
        },
        mine,
      )
    expect(call('TALKED', true, 3661)).toBe('[call.voice] call.lineTalked 1:01:01')
    expect(call('MISSED', true)).toBe('[call.voice] call.missed')
    expect(call('MISSED', false)).toBe('[call.voice] call.lineMissed')
    expect(call('CANCELLED', false)).toBe('[call.voice] call.lineMissed')
    expect(call('REJECTED', false)).toBe('[call.voice] call.lineRejected')
  })

  it('previews kinds it cannot draw', () => {
    const t = (key: string) => key
    expect(previewText('TEXT', 'a\n b', t)).toBe('a b')
    expect(previewText('FILE', '{"fileName":"a.pdf"}', t)).toBe('[kind.file] a.pdf')
    expect(previewText('FILE', 'not json', t)).toBe('[kind.file]')
    expect(previewText('MERGED', '[聊天记录] Ann and Bob\nAnn: hi', t)).toBe(
      '[kind.merged] Ann and Bob',
    )
    expect(mergedLine('Ann: [图片]', t)).toBe('Ann: [kind.image]')
    expect(mergedLine('Ann: [什么]', t)).toBe('Ann: [什么]')
    expect(previewText('HOLOGRAM', '{}', t)).toBe('[kind.other]')
  })

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
})
