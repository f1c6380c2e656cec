/** What the emoji picker shows and finds. The data itself is a lazy part (scripts/emoji-plugin.mjs). */

export type EmojiEntry = [emoji: string, group: number, zh: string, en: string, toned: 0 | 1]

let loading: Promise<readonly EmojiEntry[]> | null = null

export function loadEmoji(): Promise<readonly EmojiEntry[]> {
  loading ??= import('virtual:emoji').then(
    (module) => module.default,
    (error: unknown) => {
      loading = null
      throw error
    },
  )
  return loading
}

/** Those whose words begin with `keyword`, the labels' first, at most `most`. */
export function findEmoji(
  entries: readonly EmojiEntry[],
  keyword: string,
  most: number,
): EmojiEntry[] {
  const wanted = keyword.trim().toLowerCase()
  if (!wanted) return []
  const ranked: [number, EmojiEntry][] = []
  for (const entry of entries) {
    const rank = rankOf(entry, wanted)
    if (rank > 0) ranked.push([rank, entry])
  }
  return ranked
    .sort((a, b) => b[0] - a[0])
    .slice(0, most)
    .map(([, entry]) => entry)
}

function rankOf([emoji, , zh, en]: EmojiEntry, wanted: string): number {
  if (emoji === wanted) return 4
  const labelEnd = en.indexOf(';')
  const label = labelEnd < 0 ? en : en.slice(0, labelEnd)
  if (label.toLowerCase().startsWith(wanted) || zh.startsWith(wanted)) return 3
  // Chinese has no word borders.
  if (zh.includes(wanted)) return 2
  return ` ${en.replaceAll(';', ' ').toLowerCase()}`.includes(` ${wanted}`) ? 1 : 0
}

/** Tone 0 is the usual yellow; 1 to 5 are light to dark. */
export function withTone(entry: EmojiEntry, tone: number): string {
  if (tone <= 0 || entry[4] === 0) return entry[0]
  const [first, ...rest] = Array.from(entry[0].replaceAll('\u{fe0f}', ''))
  return first + String.fromCodePoint(0x1f3fa + tone) + rest.join('')
}

const kRecentKey = 'koine.emoji'
const kMostRecent = 24
const kUsual = ['👍', '😂', '🙏', '🎉', '❤️', '👌', '😊', '💪']

interface Kept {
  recent: string[]
  tone: number
}

export function keptEmoji(): Kept {
  try {
    const kept = JSON.parse(localStorage.getItem(kRecentKey) ?? '{}') as Partial<Kept>
    const recent = Array.isArray(kept.recent) ? kept.recent.slice(0, kMostRecent) : []
    return { recent: recent.length > 0 ? recent : kUsual, tone: Number(kept.tone) || 0 }
  } catch {
    return { recent: kUsual, tone: 0 }
  }
}
export function keepEmoji(kept: Kept): void {
  try {
    localStorage.setItem(kRecentKey, JSON.stringify(kept))
  } catch {
    // Only a convenience.
  }
}
export function usedEmoji(emoji: string): void {
  const kept = keptEmoji()
  const recent = [emoji, ...kept.recent.filter((each) => each !== emoji)].slice(0, kMostRecent)
  keepEmoji({ ...kept, recent })
}
