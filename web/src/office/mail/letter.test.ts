// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { letterOf } from './letter'

const kHere = 'https://im.example'
const html = (text: string, pictures = false) =>
  letterOf(document, text, kHere, pictures).body.innerHTML

describe('a letter before it is shown', () => {
  it('hides pictures of other hosts until they are asked for', () => {
    const text = '<img src="https://far.example/a.png"><img src="/uploads/b.png?t=1">'
    const closed = letterOf(document, text, kHere, false)
    expect(closed.hidden).toBe(1)
    expect(closed.body.innerHTML).not.toContain('far.example')
    expect(closed.body.innerHTML).toContain('/uploads/b.png?t=1')
    expect(letterOf(document, text, kHere, true).hidden).toBe(0)
    expect(html(text, true)).toContain('https://far.example/a.png')
  })
  it('lets nothing through that the server should have taken out', () => {
    const text =
      '<p onclick="x()">a<script>x()</script><iframe></iframe>' +
      '<img src="javascript:x()" srcset="//far 1x"><form action="//far"><input></form>' +
      '<svg onload="x()"></svg><meta http-equiv="refresh" content="0"><base href="//far"></p>'
    const shown = html(text, true)
    expect(shown).not.toMatch(/script|iframe|srcset|form|input|svg|meta|base|onclick|far/)
    expect(shown).toContain('a')
  })
  it('opens links elsewhere, and only those of known schemes', () => {
    expect(html('<a href="https://x.example">x</a>')).toMatch(
      /target="_blank" rel="noopener noreferrer nofollow"/,
    )
    expect(html('<a href=" JavaScript:x()">x</a>')).not.toContain('href')
    expect(html('<a href="data:text/html,x">x</a>')).not.toContain('href')
    expect(html('<a href="mailto:a@b.example">x</a>')).toContain('mailto:')
  })
  it('tells which letter brings its own colours', () => {
    expect(letterOf(document, '<p>plain</p>', kHere, false).colored).toBe(false)
    expect(letterOf(document, '<p style="color:red">x</p>', kHere, false).colored).toBe(true)
    expect(letterOf(document, '<p bgcolor="#fff">x</p>', kHere, false).colored).toBe(true)
    expect(letterOf(document, '<font color="red">x</font>', kHere, false).colored).toBe(true)
  })
})
