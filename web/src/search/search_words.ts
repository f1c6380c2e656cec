/** What is typed into the global search: words, and conditions such as `from:Ann type:file`. */

export type WordKey = 'from' | 'in' | 'type' | 'after' | 'before'
export type FindKind = 'any' | 'images' | 'files' | 'videos' | 'voices' | 'links'

export interface SearchWords {
  /** Without the conditions. */
  text: string
  conditions: Partial<Record<WordKey, string>>
}

/** In either language, whichever the page is in. */
const kKeys: Record<string, WordKey> = {
  from: 'from',
  来自: 'from',
  发送者: 'from',
  in: 'in',
  会话: 'in',
  type: 'type',
  类型: 'type',
  after: 'after',
  since: 'after',
  开始: 'after',
  before: 'before',
  until: 'before',
  结束: 'before',
}
const kKinds: Record<string, FindKind> = {
  image: 'images',
  图片: 'images',
  file: 'files',
  文件: 'files',
  video: 'videos',
  视频: 'videos',
  voice: 'voices',
  语音: 'voices',
  link: 'links',
  链接: 'links',
}

/** `from:Ann`, `来自：张伟`, `in:"Two words"`. What follows an unknown word stays text: `https://x`. */
const kCondition = new RegExp(
  `(^|\\s)(${Object.keys(kKeys).join('|')})[:：](?:["“]([^"”]*)["”]?|([^\\s/"“]\\S*))`,
  'giu',
)

export function readWords(typed: string): SearchWords {
  const conditions: SearchWords['conditions'] = {}
  const text = typed.replace(
    kCondition,
    (_, space: string, key: string, quoted?: string, bare?: string) => {
      conditions[kKeys[key.toLowerCase()]!] = (quoted ?? bare ?? '').trim()
      return space
    },
  )
  return { text: text.replace(/\s+/g, ' ').trim(), conditions }
}

/** The same without a condition, which something else decides now. */
export function withoutWord(typed: string, gone: WordKey): string {
  const left = typed.replace(kCondition, (whole, space: string, key: string) =>
    kKeys[key.toLowerCase()] === gone ? space : whole,
  )
  return left.replace(/\s+/g, ' ').trim()
}

export function kindOf(word: string): FindKind | null {
  const known = word.toLowerCase().replace(/s$/, '')
  return Object.hasOwn(kKinds, known) ? kKinds[known]! : null
}

/** `2026-11-02`, also `2026/11/2` and `2026.11.2`; null where there is no such day. */
export function dayOf(word: string): string | null {
  const found = /^(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?$/.exec(word)
  if (!found) return null
  const day = found
    .slice(1)
    .map((each) => each.padStart(2, '0'))
    .join('-')
  const date = new Date(`${day}T00:00:00Z`)
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day) ? day : null
}
