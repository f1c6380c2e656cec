import { describe, expect, it } from 'vitest'
import { indexLetter, initials, matchRank } from './pinyin'

describe('pinyin', () => {
  it('finds the letter of a name', () => {
    const names = ['张伟', '李明', '欧阳', '阿宝', '王芳', 'Emma', 'émile', '曾国', '8号', '']
    expect(names.map(indexLetter).join('')).toBe('ZLOAWEEZ##')
  })

  it('knows initials of a whole name', () => {
    expect(initials('张伟')).toBe('zw')
    expect(initials('产品设计群')).toBe('cpsjq')
  })

  it('ranks what was typed', () => {
    expect(matchRank('张伟', '')).toBe(1)
    expect(matchRank('张伟', '张伟')).toBe(5)
    expect(matchRank('张伟', '张')).toBe(4)
    expect(matchRank('张伟', '伟')).toBe(3)
    expect(matchRank('张伟', 'ZW')).toBe(2)
    expect(matchRank('张伟', 'w')).toBe(1)
    expect(matchRank('张伟', 'x')).toBe(0)
    expect(matchRank('Emma', 'zw')).toBe(0)
  })
})
