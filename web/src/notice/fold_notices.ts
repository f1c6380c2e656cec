import type { Notice } from './api'

/** Notices that say the same of several people in a row, as one entry of the list. */
export interface NoticeFold {
  /** The newest: what a row shows that is no fold. */
  notice: Notice
  /** All of it, the newest first; one alone is no fold. */
  all: readonly Notice[]
  /** Who they are about, each once, the newest first. */
  people: readonly string[]
}

const kFoldedMin = 3
/** What many people do at about the same time. */
const kFolded = ['contact_accepted'] as const

/** At least three of a kind that follow each other are one entry, unless its id is in `open`. */
export function foldNotices(
  rows: readonly Notice[],
  open: ReadonlySet<number> = new Set(),
): NoticeFold[] {
  const folds: NoticeFold[] = []
  for (let at = 0; at < rows.length;) {
    const notice = rows[at]!
    let end = at + 1
    if (foldable(notice)) {
      while (end < rows.length && rows[end]!.line?.kind === notice.line?.kind) end++
    }
    const all = rows.slice(at, end)
    // Opened by any of them: newer ones that come do not close it.
    const whole = all.length >= kFoldedMin && !all.some((each) => open.has(each.id))
    for (const part of whole ? [all] : all.map((each) => [each])) {
      folds.push({ notice: part[0]!, all: part, people: peopleOf(part) })
    }
    at = end
  }
  return folds
}

function foldable(notice: Notice): boolean {
  return (kFolded as readonly string[]).includes(notice.line?.kind ?? '')
}

function peopleOf(all: readonly Notice[]): string[] {
  return [...new Set(all.map((each) => each.line?.actor ?? '').filter((name) => name !== ''))]
}
