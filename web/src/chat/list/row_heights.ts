import type { Row } from '@/message/rows'

/**
 * How high rows are before they are measured. Where the guess is right, nothing has to be moved
 * when the row is drawn; every correction costs a layout.
 */

const kLinePx = 21
const kBubblePadPx = 16
const kNamePx = 20
const kFirstPx = 12
const kFollowingPx = 4
const kReactionsPx = 28
/** Of a bubble's text on a usual page; a Chinese character counts twice. */
const kUnitsPerLine = 84
/** For lines between the messages. More than the room above the first row (MessageList). */
const kOtherPx = 40
const kMediaPx = 180

function guessHeight(row: Row, group: boolean): number {
  if (row.kind !== 'message') return kOtherPx
  const above = row.first ? kFirstPx + (group && !row.mine ? kNamePx : 0) : kFollowingPx
  const below = row.reactions.length > 0 ? kReactionsPx : 0
  if (row.type === 'IMAGE' || row.type === 'VIDEO') return above + kMediaPx + below
  return above + linesOf(row.text) * kLinePx + kBubblePadPx + below
}

function linesOf(text: string): number {
  let lines = 0
  for (const line of text.split('\n')) {
    let units = 0
    for (const character of line) units += character > '\u2e80' ? 2 : 1
    lines += Math.max(1, Math.ceil(units / kUnitsPerLine))
  }
  return Math.min(lines, 20)
}

const kMostConversations = 50
const kMostRows = 300
const known = new Map<number, ReadonlyMap<string, number>>()

/** Of one conversation. What was measured when it was last shown is taken before any guess. */
export function rowHeights(conversationId: number) {
  const before = known.get(conversationId)

  function of(row: Row | undefined, group: boolean): number {
    return row ? (before?.get(row.key) ?? guessHeight(row, group)) : kOtherPx
  }

  /** `heightOf` by index; only the newest rows are kept, of the conversations used last. */
  function keep(rows: readonly Row[], heightOf: (index: number) => number | undefined): void {
    const heights = new Map<string, number>()
    for (let i = Math.max(0, rows.length - kMostRows); i < rows.length; i++) {
      const height = heightOf(i)
      if (height !== undefined) heights.set(rows[i]!.key, height)
    }
    known.delete(conversationId)
    known.set(conversationId, heights)
    for (const old of known.keys()) {
      if (known.size <= kMostConversations) break
      known.delete(old)
    }
  }
  return { of, keep }
}
