import { describe, expect, it } from 'vitest'
import { avatarColor, avatarLetters, avatarUrl, kAvatarColors } from './avatar'

describe('avatarLetters', () => {
  it.each([
    ['张小明', '小明', '明'],
    ['产品设计组', '产品', '产'],
    ['Ann Bell', 'AB', 'A'],
    ['ann', 'A', 'A'],
    ['', '?', '?'],
  ])('%s', (name, usual, small) => {
    expect(avatarLetters(name)).toBe(usual)
    expect(avatarLetters(name, true)).toBe(small)
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
