import { describe, expect, it } from 'vitest'
import { avatarLetters } from './avatar'

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
