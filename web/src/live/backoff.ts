const kFirstMs = 500
const kMostMs = 30_000
const kSpread = 0.3

/**
 * Wait before retry number `attempt` (from 0): half a second, 1, 2 … 30 s, each ±30 %, so that
 * clients of a restarted server do not all return in the same moment. `random` is in [0, 1).
 */
export function backoffMs(attempt: number, random: number): number {
  const base = Math.min(kMostMs, kFirstMs * 2 ** Math.min(attempt, 10))
  return Math.round(base * (1 - kSpread + 2 * kSpread * random))
}
