import { describe, expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'
import english from './words.en'
import { kEn, kZh } from './office/words'
import { kEn as kRichEn, kZh as kRichZh } from './ui/rich/words'
import chinese from './words.zh'

const kParts = import.meta.glob<object>(['./*/words.zh.ts', './{office,ui}/*/words.zh.ts'], {
  eager: true,
  import: 'default',
})
/** Those of the office and of the editor come later, with them. */
const kAll = { ...chinese, ...kZh, ...kRichZh }
const kAllEn = { ...english, ...kEn, ...kRichEn }
const kSources = import.meta.glob<string>(['./**/*.ts', './**/*.vue', '!./**/*.test.ts'], {
  eager: true,
  query: '?raw',
  import: 'default',
})
/** Words of a code's number, which the server has in Chinese. */
const kEnglishOnly = /^code\./

function keysOf(words: object, prefix = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    value !== null && typeof value === 'object'
      ? keysOf(value, `${prefix}${key}.`)
      : [prefix + key],
  )
}

describe('the words of the folders', () => {
  const keys = keysOf(kAll)

  it('are all brought together, and no folder covers those of another', () => {
    const all = Object.values(kParts).flatMap((part) => keysOf(part))
    expect(all.sort()).toEqual([...keys].sort())
  })

  it('are the same in both languages', () => {
    const others = keysOf(kAllEn).filter((key) => !kEnglishOnly.test(key))
    expect(others.sort()).toEqual([...keys].sort())
  })

  it('can be read: @, | and { have a meaning', () => {
    const messages = { 'zh-CN': kAll, en: kAllEn }
    const i18n = createI18n({ legacy: false, locale: 'zh-CN', messages: messages as never })
    type Say = (key: string, values: object, options: object) => string
    const say = (i18n.global as { t: unknown }).t as Say
    for (const locale of Object.keys(messages)) {
      for (const key of keys) expect(() => say(key, {}, { locale }), key).not.toThrow()
    }
  }, 30_000)

  it('are all used somewhere', () => {
    const text = Object.entries(kSources)
      .filter(([path]) => !/words\.(zh|en)\.ts$/.test(path))
      .map(([, source]) => source)
      .join('\n')
    const literals = new Set(text.match(/(?<=')[a-zA-Z]+(?:\.[a-zA-Z]+)+(?=')/g))
    // `a.b.${c}` and `a.b[${c}]` may be any word below a.b.
    const prefixes = [...text.matchAll(/`([a-zA-Z.]+?)[.[]\$\{/g)].map((found) => `${found[1]}.`)
    const unused = keys.filter(
      (key) => !literals.has(key) && !prefixes.some((prefix) => key.startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})
