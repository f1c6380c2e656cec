import { readFileSync } from 'node:fs'
import { afterEach, describe, expect, it } from 'vitest'
import type { Line, SystemNotice } from '@/api/types'
import { noticeText, refusal, speak, systemText } from './said'
import { line, notice } from './said_fixture'
import { words as english } from './server.en'
import { words as chinese } from './server.zh'

const kLanguages = { chinese, english }
const kRoot = new URL('../../../', import.meta.url)
const schemas = (
  JSON.parse(readFileSync(new URL('web/openapi.json', kRoot), 'utf8')) as {
    components: { schemas: Record<string, { enum?: string[] }> }
  }
).components.schemas
const kindsOf = (name: string) => schemas[`ruoyi.${name}`]!.enum!

afterEach(() => speak(null))

describe('the words of what the server says', () => {
  it.each(Object.entries(kLanguages))('has words for each kind in %s', (_, words) => {
    speak(words)
    const seen = new Set<string>()
    for (const kind of kindsOf('NoticeKind')) {
      const text = systemText('', notice({ kind: kind as SystemNotice['kind'] }))
      expect(text, kind).not.toBe('')
      expect(text, kind).not.toContain('undefined')
      seen.add(text)
    }
    expect(seen.size).toBe(kindsOf('NoticeKind').length)
    for (const kind of kindsOf('LineKind')) {
      const { title, text } = noticeText('', '', line({ kind: kind as Line['kind'] }))
      expect(title && text, kind).not.toBe('')
      expect(title + text, kind).not.toContain('undefined')
    }
  })

  it('has English words for each refusal of the server', () => {
    speak(english)
    const table = readFileSync(new URL('src/dialect/ruoyi/errors.cc', kRoot), 'utf8')
    const texts = new Set<string>()
    let found = 0
    for (const [, code, detail, number, text] of table.matchAll(
      /\{Code::k(\w+), "(\w*)", (\d+), "([^"]+)"\}/g,
    )) {
      found++
      // Equal texts have the name of the first.
      if (texts.has(`${number} ${text}`)) continue
      texts.add(`${number} ${text}`)
      const name = detail ? `${code}.${detail}` : code!
      expect(refusal(name), name).toMatch(/^[A-Z].*\.$/)
    }
    expect(found).toBeGreaterThan(100)
  })
})
