import { describe, expect, it } from 'vitest'
import type { Message } from '@/api/types'
import { mergedLine } from './merged'
import { message } from './message_fixture'
import { previewOf, previewText } from './preview'

describe('previews', () => {
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
})
