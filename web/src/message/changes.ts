import type { Message, Reaction } from '@/api/types'

/** What frames do to loaded messages. All return `rows` itself when nothing changed. */

type Rows = readonly Message[]

function changeRows(rows: Rows, change: (row: Message) => Message): Rows {
  let changed = false
  const next = rows.map((row) => {
    const after = change(row)
    if (after === row) return row
    changed = true
    return Object.freeze(after)
  })
  return changed ? next : rows
}

/** The message has no text any more, nor have the quotes of it. */
export function recallRow(rows: Rows, id: number, placeholder: string): Rows {
  return changeRows(rows, (row) => {
    if (row.id === id) return { ...row, isRevoked: true, content: '', reactions: [] }
    if (row.quote?.id === id && row.quote.content !== placeholder) {
      return {
        ...row,
        quote: { ...row.quote, type: 'TEXT', content: placeholder, isRevoked: true },
      }
    }
    return row
  })
}

export function removeRows(rows: Rows, ids: ReadonlySet<number>): Rows {
  const next = rows.filter((row) => !ids.has(row.id))
  return next.length === rows.length ? rows : next
}

/** One more has read each of the own messages `ids`. */
export function countReaders(rows: Rows, ids: ReadonlySet<number>, others: number): Rows {
  return changeRows(rows, (row) => {
    if (!row.isSelf || !ids.has(row.id)) return row
    const totalCount = row.readStatus?.totalCount ?? others
    const readCount = Math.min(totalCount, (row.readStatus?.readCount ?? 0) + 1)
    return {
      ...row,
      readStatus: { ...row.readStatus, readCount, totalCount, allRead: readCount >= totalCount },
    }
  })
}

/** One reaction per person: a new emoji takes the place of that person's older one. */
export function reactRow(
  rows: Rows,
  id: number,
  userId: number,
  emoji: string,
  on: boolean,
  me: number,
): Rows {
  return changeRows(rows, (row) => {
    if (row.id !== id) return row
    return { ...row, reactions: reactionsAfter(row.reactions, userId, emoji, on, me) }
  })
}

export function reactionsAfter(
  reactions: readonly Reaction[],
  userId: number,
  emoji: string,
  on: boolean,
  me: number,
): Reaction[] {
  const next: Reaction[] = []
  for (const each of reactions) {
    const userIds = each.userIds.filter((other) => other !== userId)
    if (userIds.length > 0) {
      next.push({ ...each, userIds, count: userIds.length, isMine: userIds.includes(me) })
    }
  }
  if (!on) return next
  const found = next.find((each) => each.emoji === emoji)
  const userIds = [...(found?.userIds ?? []), userId]
  const entry = { emoji, count: userIds.length, isMine: userIds.includes(me), userIds }
  if (!found) return [...next, entry]
  return next.map((each) => (each === found ? entry : each))
}
