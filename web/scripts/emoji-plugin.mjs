// `virtual:emoji`: the emoji of emojibase-data, cut down to what the picker shows and searches, as
// one lazy chunk. Each entry: [emoji, group, zh, en, takes a skin tone]; the words of a language
// are separated by `;`, the label first. Flags have no more than their label.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const kId = 'virtual:emoji'
const kComponents = 2
const require = createRequire(import.meta.url)
const read = (path) => JSON.parse(readFileSync(require.resolve(`emojibase-data/${path}`), 'utf8'))

/** The emoji with a tone in the place where most have it; checked against the data below. */
export function withTone(emoji, tone) {
  const [first, ...rest] = Array.from(emoji.replaceAll('\u{fe0f}', ''))
  return first + String.fromCodePoint(0x1f3fa + tone) + rest.join('')
}

const kFlags = 9
const kMostTags = 6

function words(entry) {
  if (!entry) return ''
  const tags = (entry.tags ?? []).filter((tag) => !entry.label.toLowerCase().includes(tag))
  return [entry.label, ...(entry.group === kFlags ? [] : tags.slice(0, kMostTags))].join(';')
}

export function emojiEntries() {
  const zh = new Map(read('zh/compact.json').map((each) => [each.hexcode, each]))
  return read('en/compact.json')
    .filter((each) => each.group !== undefined && each.group !== kComponents)
    .sort((a, b) => a.group - b.group || a.order - b.order)
    .map((each) => {
      const other = zh.get(each.hexcode)
      const skins = each.skins ?? []
      const plain = (text) => text.replaceAll('\u{fe0f}', '')
      const toned =
        skins.length === 5 &&
        skins.every((skin, i) => plain(skin.unicode) === withTone(each.unicode, i + 1))
      return [
        // One spelling each, or the same reaction would be counted twice.
        each.unicode.replace(/(\p{Emoji_Presentation})\u{fe0f}/gu, '$1'),
        each.group,
        words(other),
        words(each),
        toned ? 1 : 0,
      ]
    })
}

export default function emoji() {
  return {
    name: 'koine-emoji',
    resolveId: (id) => (id === kId ? `\0${kId}` : null),
    load(id) {
      if (id !== `\0${kId}`) return null
      // A string that is parsed is faster to load than a literal of this size.
      return `export default JSON.parse(${JSON.stringify(JSON.stringify(emojiEntries()))})`
    },
  }
}
