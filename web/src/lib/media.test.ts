import { describe, expect, it } from 'vitest'
import { foreignHost } from './media'

describe('foreignHost', () => {
  it.each([
    ['/uploads/a.pdf', ''],
    ['https://chat.example/a.pdf', ''],
    ['https://CHAT.example/a.pdf', ''],
    ['https://evil.example/工资条.pdf', 'evil.example'],
    ['https://chat.example@evil.example/a.pdf', 'evil.example'],
    ['http://chat.example:81/a.pdf', 'chat.example:81'],
  ])('%s', (url, host) => {
    expect(foreignHost(url, 'chat.example')).toBe(host)
  })
})
