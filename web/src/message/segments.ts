import { linkifyit } from 'linkify-it'

/** A text cut into what is shown differently. Made of text only, never of markup. */
interface Segment {
  kind: 'text' | 'link' | 'code' | 'block' | 'mention'
  text: string
  /** Only for links; always of a scheme in kSchemes. */
  href?: string
}

const kSchemes = new Set(['http:', 'https:', 'mailto:'])
const kCode = /`([^`\n]+)`/g
/** Three back ticks on lines of their own, the first with the name of a language if one likes. */
const kFence = /(?:^|\n)```[^\S\n]*[\w+#.-]*[^\S\n]*\n([\s\S]*?)\n?```[^\S\n]*(?:\n|$)/g
const finder = linkifyit({ fuzzyLink: true, fuzzyEmail: true })
/** Without a scheme only this is taken for an address: `readme.md` and `koine.org` are words. */
const kWww = /^www\./i

/** What else is told apart in a text; absent = nothing. */
interface Marks {
  /** Names that may stand behind an `@`; null = no mention is marked. */
  names: readonly string[] | null
}

export function segmentsOf(text: string, marks: Marks = { names: null }): Segment[] {
  const plain = cutSegments(text)
  if (!marks.names) return plain
  return plain.flatMap((part) =>
    part.kind === 'text' ? mentionsIn(part.text, marks.names ?? []) : [part],
  )
}

/** An `@` at a word start and a known name, the longest that fits, else the word behind it. */
function mentionsIn(text: string, names: readonly string[]): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (let at = text.indexOf('@'); at >= 0; at = text.indexOf('@', at + 1)) {
    if (at < from || (at > 0 && /[A-Za-z0-9_.]/.test(text[at - 1]!))) continue
    const rest = text.slice(at + 1)
    let name = ''
    for (const each of names) if (each.length > name.length && rest.startsWith(each)) name = each
    name ||= /^[^\s@,，。.!！?？:：]+/u.exec(rest)?.[0] ?? ''
    if (!name) continue
    if (at > from) segments.push({ kind: 'text', text: text.slice(from, at) })
    segments.push({ kind: 'mention', text: `@${name}` })
    from = at + 1 + name.length
  }
  if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) })
  return segments
}

function cutSegments(text: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of text.matchAll(kFence)) {
    if (!match[1]?.trim()) continue
    addCode(segments, text.slice(from, match.index))
    segments.push({ kind: 'block', text: match[1] })
    from = match.index + match[0].length
  }
  addCode(segments, text.slice(from))
  return segments
}

function addCode(segments: Segment[], text: string): void {
  let from = 0
  for (const match of text.matchAll(kCode)) {
    addLinks(segments, text.slice(from, match.index))
    segments.push({ kind: 'code', text: match[1] ?? '' })
    from = match.index + match[0].length
  }
  addLinks(segments, text.slice(from))
}

function addLinks(segments: Segment[], text: string): void {
  let from = 0
  for (const match of finder.match(text) ?? []) {
    if (!isSafe(match.url) || (!match.schema && !kWww.test(match.text))) continue
    if (match.index > from) segments.push({ kind: 'text', text: text.slice(from, match.index) })
    segments.push({ kind: 'link', text: match.text, href: match.url })
    from = match.lastIndex
  }
  if (from < text.length) segments.push({ kind: 'text', text: text.slice(from) })
}

function isSafe(url: string): boolean {
  try {
    return kSchemes.has(new URL(url).protocol)
  } catch {
    return false
  }
}

const kEmoji =
  /^(?:\p{RI}\p{RI}|\p{Emoji_Presentation}|\p{Emoji}\ufe0f)(?:\p{EMod}|\u200d\p{Emoji}\ufe0f?)*$/u
const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** One to three emoji and nothing else: shown large. */
export function isFewEmoji(text: string): boolean {
  if (text.length > 40) return false
  const parts = Array.from(graphemes.segment(text.trim()), (part) => part.segment)
  return parts.length >= 1 && parts.length <= 3 && parts.every((part) => kEmoji.test(part))
}
