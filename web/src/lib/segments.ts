import { linkifyit } from 'linkify-it'

/** A text cut into what is shown differently. Made of text only, never of markup. */
export interface Segment {
  kind: 'text' | 'link' | 'code'
  text: string
  /** Only for links; always of a scheme in kSchemes. */
  href?: string
}

const kSchemes = new Set(['http:', 'https:', 'mailto:'])
const kCode = /`([^`\n]+)`/g
const finder = linkifyit({ fuzzyLink: false, fuzzyEmail: true })

export function segmentsOf(text: string): Segment[] {
  const segments: Segment[] = []
  let from = 0
  for (const match of text.matchAll(kCode)) {
    addLinks(segments, text.slice(from, match.index))
    segments.push({ kind: 'code', text: match[1] ?? '' })
    from = match.index + match[0].length
  }
  addLinks(segments, text.slice(from))
  return segments
}

function addLinks(segments: Segment[], text: string): void {
  let from = 0
  for (const match of finder.match(text) ?? []) {
    if (!isSafe(match.url)) continue
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
