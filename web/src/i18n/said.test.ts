import { afterEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api/http'
import type { SystemNotice } from '@/api/types'
import { previewOf, previewText } from '@/message/preview'
import { errorText } from './errors'
import { i18n } from '.'
import { fieldRefusal, noticeText, refusal, speak, systemText } from './said'
import { line, notice } from './said_fixture'
import { words as english } from './server.en'
import { words as chinese } from './server.zh'

afterEach(() => {
  speak(null)
  i18n.global.locale.value = 'zh-CN'
})

describe('what the server says', () => {
  it('is said from its kind', () => {
    speak(english)
    const invited = notice({ kind: 'member_invited' })
    expect(systemText("'Ann'邀请'Bob、Cat'加入了群聊", invited)).toBe('Ann invited Bob, Cat')
    expect(systemText('', notice({ kind: 'call_started', text: 'voice' }))).toBe(
      'Ann started a voice call',
    )
    expect(noticeText('好友申请', '', line({})).text).toBe('Ann would like to add you: 你好')
    expect(noticeText('', '', line({ kind: 'join_invited', text: '' })).text).toBe(
      'Ann invites Bob and others (3 people) to “Tea”',
    )
    expect(noticeText('', '', line({ kind: 'recharge_arrived', text: '' })).text).toBe(
      'Order A1, amount ¥5.00',
    )
    const shown = { messageType: 'SYSTEM', content: '', notice: notice({}) }
    expect(previewOf(shown, false, (key) => key)).toBe('Ann created the group')
    speak(chinese)
    expect(systemText('', invited)).toBe("'Ann'邀请'Bob、Cat'加入了群聊")
    expect(noticeText('', '', line({})).text).toBe('Ann请求添加您为好友：你好')
  })

  it('is shown as it came where its kind is new', () => {
    speak(english)
    const later = notice({ kind: 'constructor' as SystemNotice['kind'] })
    expect(systemText("'Ann'做了什么", later)).toBe("'Ann'做了什么")
    expect(refusal('constructor')).toBe(null)
  })

  it('is said of notices stored before they had a kind', () => {
    speak(english)
    expect(noticeText('好友申请', 'Bob请求添加您为好友：你好', null)).toEqual({
      title: 'Contact request',
      text: 'Bob would like to add you: 你好',
    })
    expect(noticeText('Upgrade', 'Tonight at ten', null).text).toBe('Tonight at ten')
  })

  it('is never what somebody wrote', () => {
    speak(english)
    const text = "'Ann'退出了群聊"
    expect(previewText('TEXT', text, (key) => key)).toBe(text)
    expect(systemText(text, null)).toBe(text)
  })

  it('names refusals', () => {
    const muted = new ApiError(403, '您已被禁言', 403, null, null, 'MemberMuted')
    const name = { name: '名称长度不正确' }
    const field = new ApiError(400, '参数校验失败', 400, null, name, 'BadArgument.chars')
    expect(errorText(muted)).toBe('您已被禁言')
    expect(errorText(field)).toBe('名称长度不正确')
    speak(english)
    expect(errorText(muted)).toMatch(/may not write/)
    expect(errorText(field)).toBe('The name has not the right length.')
    expect(fieldRefusal('other', 'BadArgument.new')).toBe('“other” is not right.')
    const usual = new ApiError(400, '', 400, null, { password: 'x' }, 'BadArgument.usual_password')
    expect(errorText(usual)).toMatch(/too common/)
  })
})
