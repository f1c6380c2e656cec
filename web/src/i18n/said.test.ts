import { afterEach, describe, expect, it } from 'vitest'
import { ApiError } from '@/api/http'
import { previewText } from '@/lib/preview'
import { errorText } from './errors'
import { refusal, said, speak } from './said'
import * as english from './server.en'

afterEach(() => speak(null))

describe('what the server says', () => {
  it('is left as it comes in Chinese', () => {
    expect(said("'Ann'创建了群聊")).toBe("'Ann'创建了群聊")
    expect(refusal('您已被禁言')).toBe(null)
  })

  it('is said in English', () => {
    speak(english)
    expect(said("'Ann'邀请'Bob、Cat'加入了群聊")).toBe('Ann invited Bob, Cat')
    expect(said("'Bob'被'Ann'移出群聊")).toBe('Ann removed Bob from the group')
    expect(said('[视频通话] 通话时长 03:12')).toBe('[Video call] lasted 03:12')
    expect(said('[语音通话] 已拒绝')).toBe('[Voice call] declined')
    expect(said('[语音通话] 已取消')).toBe('[Voice call] cancelled')
    expect(said('[视频通话] 未接通')).toBe('[Video call] no answer')
    expect(said('Bob请求添加您为好友：你好')).toBe('Bob would like to add you: 你好')
    expect(said("Ann邀请Bob等3人加入群聊'Tea'")).toBe(
      'Ann invites Bob and others (3 people) to “Tea”',
    )
    expect(said('订单 A1，金额 5.00')).toBe('Order A1, amount ¥5.00')
    expect(previewText('SYSTEM', "'Ann'退出了群聊", (key) => key)).toBe('Ann left the group')
    expect(errorText(new ApiError(403, '您已被禁言', 403, null))).toMatch(/may not write/)
  })

  it('has English words for each line of a statement', () => {
    speak(english)
    const lines = '充值 提现 购买VIP 发红包 抢红包 红包退款 提现退回 后台调整'.split(' ')
    for (const line of lines) expect(said(line)).toMatch(/^[A-Z][A-Za-z ]+$/)
    expect(new Set(lines.map(said)).size).toBe(lines.length)
    expect(said('活动充值')).toBe('活动充值')
  })

  it('is never what somebody wrote', () => {
    speak(english)
    expect(previewText('TEXT', "'Ann'退出了群聊", (key) => key)).toBe("'Ann'退出了群聊")
    expect(said("look: 'Ann'退出了群聊")).toBe("look: 'Ann'退出了群聊")
    expect(refusal('constructor')).toBe(null)
  })
})
