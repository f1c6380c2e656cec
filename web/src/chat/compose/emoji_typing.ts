/** The `:` before the caret that is being completed to an emoji. */

const kMostTyped = 20
const kWord = /^[\p{L}\p{N}_+-]+$/u
const kChinese = /[\u3400-\u9fff\uf900-\ufaff]/

/**
 * At a word start, so that times, addresses and `note:` are left alone, and with two letters or one
 * Chinese character behind it. Null = nothing to complete.
 */
export function emojiAt(text: string, caret: number): { start: number; typed: string } | null {
  const start = text.lastIndexOf(':', caret - 1)
  if (start < 0) return null
  const typed = text.slice(start + 1, caret)
  if (typed.length > kMostTyped || !kWord.test(typed)) return null
  if (typed.length < 2 && !kChinese.test(typed)) return null
  return start === 0 || /\s/.test(text[start - 1]!) ? { start, typed } : null
}
