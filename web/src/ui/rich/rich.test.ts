// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest'
import { isAllowed } from './extensions'
import { blocksOf, htmlOf, safeHtml } from './html'
import { nearest } from './marks'

const kPayloads = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg onload=alert(1)><script>alert(1)</script></svg>',
  '<p onclick="alert(1)" style="background:url(javascript:alert(1))">x</p>',
  '<a href="javascript:alert(1)">x</a>',
  '<a href=" java\tscript:alert(1)">x</a>',
  '<a href="&#106;avascript:alert(1)">x</a>',
  '<a href="data:text/html,<script>alert(1)</script>">x</a>',
  '<a href="vbscript:x" onmouseover=alert(1)>x</a>',
  '<iframe src="javascript:alert(1)"></iframe>',
  '<object data="javascript:alert(1)"></object><embed src="x">',
  '<form action="javascript:alert(1)"><button formaction="javascript:alert(1)">x</button></form>',
  '<math><mtext><table><mglyph><style><img src=x onerror=alert(1)></style></mglyph></table></mtext></math>',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>"></noscript>',
  '<details open ontoggle=alert(1)><summary>x</summary></details>',
  '<style>@import "javascript:alert(1)"</style><link rel=stylesheet href=x>',
  '<table style="width:1px" onload=alert(1)><tr><td onclick=alert(1)>x</td></tr></table>',
  '<meta http-equiv="refresh" content="0;url=javascript:alert(1)"><base href="//evil">',
]
const kTags =
  /^(p|h[1-3]|ul|ol|li|blockquote|pre|code|hr|br|strong|em|u|s|a|div|table|tbody|colgroup|col|tr|td|th)$/
const kNames = /^(href|target|rel|class|colspan|rowspan|start|type|style)$/

describe('what comes from others', () => {
  it('has no tag, attribute or address that could do anything', () => {
    for (const payload of kPayloads) {
      const html = safeHtml(`<p>before</p>${payload}<p>after</p>`)
      const body = new DOMParser().parseFromString(html, 'text/html').body
      for (const each of body.querySelectorAll('*')) {
        expect(each.tagName.toLowerCase(), payload).toMatch(kTags)
        for (const { name, value } of each.attributes) {
          expect(name, payload).toMatch(kNames)
          if (name === 'style') expect(value, payload).toMatch(/^(min-)?width: ?\d+px;?$/)
          if (name === 'href') expect(isAllowed(value), payload).toBe(true)
        }
      }
      expect(body.textContent, payload).toMatch(/^before/)
    }
  })

  it('keeps what the editor writes', () => {
    const html =
      '<h1>标题</h1><p>A <strong>bold</strong> <a target="_blank" rel="noopener noreferrer nofollow" href="https://example.com">link</a></p><ul><li><p>one</p></li></ul><blockquote><p>q</p></blockquote><pre><code>x &lt; y</code></pre><hr>'
    expect(safeHtml(html)).toBe(html)
    expect(safeHtml(safeHtml('<table><tr><th>a</th></tr><tr><td>b</td></tr></table>'))).toBe(
      safeHtml('<table><tr><th>a</th></tr><tr><td>b</td></tr></table>'),
    )
  })
})

describe('plain texts', () => {
  it('become paragraphs', () => {
    expect(htmlOf('a < b\r\n& c')).toBe('<p>a &lt; b</p><p>&amp; c</p>')
    expect(htmlOf('<p>x</p>')).toBe('<p>x</p>')
    expect(htmlOf('')).toBe('')
    expect(htmlOf('1<2 and 3>2')).toBe('<p>1&lt;2 and 3&gt;2</p>')
  })
})

describe('links', () => {
  it('lead to addresses, not to scripts', () => {
    for (const url of ['https://a.b', 'http://a', 'mailto:a@b', 'tel:1', '/x', 'example.com'])
      expect(isAllowed(url), url).toBe(true)
    for (const url of [
      'javascript:1',
      'JaVaScript:1',
      'java\nscript:1',
      '\u0001javascript:1',
      'data:x',
      'file:///x',
      'blob:x',
    ])
      expect(isAllowed(url), url).toBe(false)
  })
})

describe('blocks and words', () => {
  it('are cut at the top of a text', () => {
    expect(blocksOf('<p>a</p><ul><li><p>b</p></li></ul>')).toEqual([
      '<p>a</p>',
      '<ul><li><p>b</p></li></ul>',
    ])
  })
  it('are found nearest to where they were', () => {
    expect(nearest('one two one two one', 'one', 9)).toBe(8)
    expect(nearest('one two one two one', 'one', 0)).toBe(0)
    expect(nearest('one two', 'three', 0)).toBe(-1)
    expect(nearest('one', '', 0)).toBe(-1)
  })
})
