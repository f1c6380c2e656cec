import type { Mentions } from '@/api/types'
import type { ChosenMention } from '@/data/drafts'

/** Mentions in the text of a plain field: `@name ` is one unit. */

export interface Choice {
  /** 0 = everybody */
  userId: number
  name: string
  hint: string
  avatar: string | null
}

const kMostTyped = 20

/** The `@` before the caret that is being completed: at a word start, nothing blank behind it. */
export function mentionAt(text: string, caret: number): { start: number; typed: string } | null {
  const start = text.lastIndexOf('@', caret - 1)
  if (start < 0) return null
  const typed = text.slice(start + 1, caret)
  if (typed.length > kMostTyped || /[\s@]/.test(typed)) return null
  const before = start > 0 ? text[start - 1]! : ' '
  return /[A-Za-z0-9_.]/.test(before) ? null : { start, typed }
}

/** The text without the unit that ends at the caret, or null when none does. */
export function withoutUnit(
  text: string,
  caret: number,
  chosen: readonly ChosenMention[],
): { text: string; caret: number } | null {
  for (const { name } of [...chosen].sort((a, b) => b.name.length - a.name.length)) {
    for (const unit of [`@${name} `, `@${name}`]) {
      const start = caret - unit.length
      if (start < 0 || text.slice(start, caret) !== unit) continue
      return { text: text.slice(0, start) + text.slice(caret), caret: start }
    }
  }
  return null
}

/** Of those chosen, the ones the text still names. */
export function mentionsOf(text: string, chosen: readonly ChosenMention[]): Mentions | null {
  const ids = new Set<number>()
  let all = false
  for (const { userId, name } of chosen) {
    if (!text.includes(`@${name}`)) continue
    if (userId === 0) all = true
    else ids.add(userId)
  }
  return all || ids.size > 0 ? { userIds: [...ids], all } : null
}
