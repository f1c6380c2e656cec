import { describe, expect, it } from 'vitest'
import {
  cardOf,
  durationText,
  fileProblem,
  foreignHost,
  kindOfFile,
  kUsualLimits,
  mediaOf,
  thumbBox,
} from './media'

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

describe('files', () => {
  it('reads all spellings of the content, and no script address', () => {
    expect(mediaOf('{"url":"/uploads/a.png","name":"a.png","size":3}')).toMatchObject({
      url: '/uploads/a.png',
      name: 'a.png',
      size: 3,
    })
    expect(mediaOf('{"imageUrl":"/a.png"}')).toMatchObject({ url: '/a.png', name: 'a.png' })
    expect(mediaOf('https://example.com/x%20y.pdf')?.name).toBe('x y.pdf')
    expect(mediaOf('{"fileUrl":"javascript:alert(1)","fileName":"x"}')?.url).toBe('')
    expect(mediaOf('//evil.example/x')).toBeNull()
    expect(mediaOf('not a file')).toBeNull()
  })
  it('says before the upload what cannot be sent', () => {
    expect(fileProblem('a.txt', 'text/plain', 0)).toBe('empty')
    expect(fileProblem('a.txt', 'text/plain', kUsualLimits.chunked)).toBeNull()
    expect(fileProblem('a.txt', 'text/plain', kUsualLimits.chunked + 1)).toBe('tooLarge')
    expect(fileProblem('server.log', '', 5)).toBeNull()
    const listed = { ...kUsualLimits, types: ['txt'] }
    expect(fileProblem('server.log', '', 5, listed)).toBe('type')
    expect(fileProblem('A.TXT', '', 5, listed)).toBeNull()
  })
  it('sends a picture as a picture while the limit allows', () => {
    expect(kindOfFile('a.PNG', '', kUsualLimits.image)).toBe('IMAGE')
    expect(kindOfFile('a.png', '', kUsualLimits.image + 1)).toBe('FILE')
    expect(kindOfFile('a.mp4', '', 5)).toBe('VIDEO')
    expect(kindOfFile('a.svg', 'image/svg+xml', 5)).toBe('FILE')
  })
  it('reserves a box that keeps the shape', () => {
    expect(thumbBox(2100, 900)).toEqual({ width: 320, height: 137 })
    expect(thumbBox(100, 50)).toEqual({ width: 100, height: 50 })
    expect(thumbBox(1, 1)).toEqual({ width: 48, height: 48 })
    expect(thumbBox(0, 0)).toEqual({ width: 240, height: 180 })
  })
  it('words lengths and cards', () => {
    expect(durationText(192)).toBe('03:12')
    expect(cardOf('{"userId":5,"name":"Bob"}')).toEqual({ userId: 5, name: 'Bob', avatar: null })
  })
})
