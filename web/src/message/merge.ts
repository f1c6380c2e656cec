import type { Message } from '@/api/types'

/**
 * `rows` with `incoming` applied by id: ascending, each id once, the newer object of an id wins
 * (or, with `keepExisting`, the one already there). Never changes its arguments; returns `rows`
 * itself when nothing changed.
 */
export function mergeMessages(
  rows: readonly Message[],
  incoming: readonly Message[],
  keepExisting = false,
): readonly Message[] {
  if (incoming.length === 0) return rows
  const first = incoming[0]!
  const end = rows[rows.length - 1]
  if (incoming.length === 1 && (!end || first.id > end.id)) return [...rows, Object.freeze(first)]
  const byId = new Map<number, Message>()
  for (const row of rows) byId.set(row.id, row)
  let changed = false
  for (const message of incoming) {
    if (keepExisting && byId.has(message.id)) continue
    byId.set(message.id, Object.freeze(message))
    changed = true
  }
  if (!changed) return rows
  return [...byId.values()].sort((a, b) => a.id - b.id)
}

/** Highest id, 0 for none. */
export function newestId(rows: readonly Message[]): number {
  return rows.length > 0 ? rows[rows.length - 1]!.id : 0
}
