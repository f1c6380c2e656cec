/**
 * Initials of Chinese text, without a table: characters are compared, in the order of pinyin, with
 * the first character of each letter. I, U and V begin no syllable.
 */

const kLetters = 'ABCDEFGHJKLMNOPQRSTWXYZ'
const kFirsts = '阿八嚓哒妸发旮哈讥咔垃妈拏噢妑七呥扨它穵夕丫帀'
const kCjk = /[\u3400-\u9fff\uf900-\ufaff]/
/** Surnames that are read differently from the usual reading of their character. */
const kSurnames: Record<string, string> = {
  曾: 'Z',
  单: 'S',
  仇: 'Q',
  解: 'X',
  查: 'Z',
  区: 'O',
  朴: 'P',
  覃: 'Q',
  尉: 'Y',
  盖: 'G',
  乐: 'Y',
  翟: 'Z',
}

export const collator = new Intl.Collator('zh-u-co-pinyin')

/** `A` … `Z`, or `#` for what has no letter. */
function initialOf(character: string): string {
  const upper = character.normalize('NFD').charAt(0).toUpperCase()
  if (upper >= 'A' && upper <= 'Z') return upper
  if (!kCjk.test(character)) return '#'
  let found = '#'
  for (let i = 0; i < kFirsts.length; i++) {
    if (collator.compare(character, kFirsts[i]!) < 0) break
    found = kLetters[i]!
  }
  return found
}

/** The letter under which a name stands in an index. */
export function indexLetter(name: string): string {
  const first = Array.from(name.trim())[0] ?? ''
  return kSurnames[first] ?? initialOf(first)
}

/** Lower-case initials of every character, for completion: `张伟` is `zw`. */
export function initials(name: string): string {
  const characters = Array.from(name.trim())
  return characters
    .map((c, i) => (i === 0 ? indexLetter(c) : initialOf(c)))
    .filter((c) => c !== '#')
    .join('')
    .toLowerCase()
}

/** How well `text` fits what was typed: 0 not at all, higher is better. */
export function matchRank(text: string, wanted: string): number {
  const lower = text.toLowerCase()
  const needle = wanted.trim().toLowerCase()
  if (!needle) return 1
  if (lower === needle) return 5
  if (lower.startsWith(needle)) return 4
  if (lower.includes(needle)) return 3
  if (!/^[a-z]+$/.test(needle) || !kCjk.test(text)) return 0
  const letters = initials(text)
  if (letters.startsWith(needle)) return 2
  return letters.includes(needle) ? 1 : 0
}
