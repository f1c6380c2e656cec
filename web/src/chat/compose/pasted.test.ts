import { describe, expect, it } from 'vitest'
import { isPictureOfText } from './pasted'

const clipboard = (types: Record<string, string>) =>
  ({
    types: Object.keys(types),
    getData: (type: string) => types[type] ?? '',
  }) as unknown as DataTransfer

describe('a paste with a file in it', () => {
  it('is the file when its name came along as text', () => {
    expect(isPictureOfText(clipboard({ 'text/plain': 'report.pdf', Files: '' }))).toBe(false)
    expect(isPictureOfText(clipboard({ Files: '' }))).toBe(false)
    // A picture copied on a page has its address as markup, and no text.
    expect(isPictureOfText(clipboard({ 'text/html': '<img src="a">', Files: '' }))).toBe(false)
  })

  it('is the text when an office program adds a picture of it', () => {
    const word = { 'text/plain': 'Hello', 'text/html': '<b>Hello</b>', Files: '' }
    expect(isPictureOfText(clipboard(word))).toBe(true)
    expect(isPictureOfText(clipboard({ 'text/plain': 'Hello', 'text/rtf': '', Files: '' }))).toBe(
      true,
    )
  })
})
