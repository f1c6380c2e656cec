/** Tells the other side that somebody writes: at the first key, then at most every 3 s. */

const kRepeatAfterMs = 3_000
const kRestAfterMs = 5_000

export class TypingNotice {
  private lastSentAt = 0
  private typing = false
  private rest: ReturnType<typeof setTimeout> | undefined

  constructor(private readonly send: (isTyping: boolean) => void) {}

  typed(): void {
    clearTimeout(this.rest)
    this.rest = setTimeout(() => this.stop(), kRestAfterMs)
    const now = Date.now()
    if (this.typing && now - this.lastSentAt < kRepeatAfterMs) return
    this.typing = true
    this.lastSentAt = now
    this.send(true)
  }

  /** Sent, emptied, left, or at rest. Says so once. */
  stop(): void {
    clearTimeout(this.rest)
    if (!this.typing) return
    this.typing = false
    this.send(false)
  }
}
