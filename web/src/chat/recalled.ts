/** Own texts recalled a moment ago, in the memory of this tab alone. */

const kReEditWithinMs = 2 * 60_000

const texts = new Map<number, { text: string; at: number }>()

export function keepRecalled(messageId: number, text: string): void {
  texts.set(messageId, { text, at: Date.now() })
}

export function recalledText(messageId: number): string | null {
  const found = texts.get(messageId)
  if (!found) return null
  if (Date.now() - found.at <= kReEditWithinMs) return found.text
  texts.delete(messageId)
  return null
}
