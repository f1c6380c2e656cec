import { describe, expect, it } from 'vitest'
import { dayOf, kindOf, readWords, withoutWord } from './search_words'

describe('words of a search', () => {
  it('tells conditions from text, in both languages', () => {
    expect(readWords('from:张伟 预算 in:"Project X" type:file')).toEqual({
      text: '预算',
      conditions: { from: '张伟', in: 'Project X', type: 'file' },
    })
    expect(readWords('来自：张伟').conditions).toEqual({ from: '张伟' })
    expect(readWords('报告 After:2026-11-02 结束：2026-11-05')).toEqual({
      text: '报告',
      conditions: { after: '2026-11-02', before: '2026-11-05' },
    })
  })

  it('leaves alone what is no condition', () => {
    for (const text of ['https://in://x', 'time 10:30', 'login:now', 'from: nobody', '图片:好']) {
      expect(readWords(text)).toEqual({ text, conditions: {} })
    }
  })

  it('takes one condition out of what was typed', () => {
    expect(withoutWord('a from:Ann in:Room b', 'from')).toBe('a in:Room b')
    expect(withoutWord('from:"Ann Lee" a', 'from')).toBe('a')
  })

  it('knows kinds and days', () => {
    expect(kindOf('Files')).toBe('files')
    expect(kindOf('图片')).toBe('images')
    expect(kindOf('constructor')).toBeNull()
    expect(dayOf('2026/1/2')).toBe('2026-01-02')
    expect(dayOf('2026-02-30')).toBeNull()
    expect(dayOf('yesterday')).toBeNull()
  })
})
