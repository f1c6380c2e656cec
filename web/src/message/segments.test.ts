import { describe, expect, it } from 'vitest'
import { isFewEmoji, segmentsOf } from './segments'

describe('segmentsOf', () => {
  it('keeps lines of code as they are between three back ticks', () => {
    const parts = segmentsOf('look:\n```ts\nif (a) {\n  `b` @ann https://a.example\n}\n```\nwell?')
    expect(parts).toEqual([
      { kind: 'text', text: 'look:' },
      { kind: 'block', text: 'if (a) {\n  `b` @ann https://a.example\n}' },
      { kind: 'text', text: 'well?' },
    ])
    expect(segmentsOf('``` not one ```').every((part) => part.kind !== 'block')).toBe(true)
    expect(segmentsOf('```\nopen').every((part) => part.kind !== 'block')).toBe(true)
  })

  it('finds links and code and loses no character', () => {
    const text = 'see https://a.example/x?y=1, or `npm ci` and mail bob@a.example'
    const parts = segmentsOf(text)
    expect(parts.map((p) => p.kind)).toEqual(['text', 'link', 'text', 'code', 'text', 'link'])
    expect(parts[1]).toMatchObject({ href: 'https://a.example/x?y=1' })
    expect(parts[5]).toMatchObject({ href: 'mailto:bob@a.example' })
    expect(parts.map((p) => (p.kind === 'code' ? `\`${p.text}\`` : p.text)).join('')).toBe(text)
  })

  it('links an address without a scheme only behind www.', () => {
    const parts = segmentsOf('see www.koine.org, koine.org, readme.md and WWW.A.COM/x?y=1。')
    const links = parts.filter((p) => p.kind === 'link')
    expect(links.map((p) => p.text)).toEqual(['www.koine.org', 'WWW.A.COM/x?y=1'])
    expect(links[0]).toMatchObject({ href: 'http://www.koine.org' })
    const mixed = segmentsOf('koine.org/?to=x https://koine.org bob@koine.org')
    expect(mixed.filter((p) => p.kind === 'link').map((p) => p.href)).toEqual([
      'https://koine.org',
      'mailto:bob@koine.org',
    ])
  })

  it('links no dangerous scheme and no markup', () => {
    for (const text of [
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      '<b>x</b>',
    ]) {
      expect(segmentsOf(text).every((p) => p.kind === 'text')).toBe(true)
    }
  })

  it('knows a few emoji alone', () => {
    for (const text of ['👍', '👨‍👩‍👧🎉', '❤️', '🇨🇳', '👍🏽 '.trim()]) {
      expect(isFewEmoji(text)).toBe(true)
    }
    for (const text of ['', '1', '👍👍👍👍', 'a👍', '#']) expect(isFewEmoji(text)).toBe(false)
  })

  it('marks a mention by the longest known name', () => {
    const parts = segmentsOf('@Bob Brown see a@b.cc', { names: ['Bob', 'Bob Brown'] })
    expect(parts[0]).toEqual({ kind: 'mention', text: '@Bob Brown' })
    expect(parts.filter((part) => part.kind === 'mention')).toHaveLength(1)
    expect(segmentsOf('@Bob').every((part) => part.kind !== 'mention')).toBe(true)
  })
})
