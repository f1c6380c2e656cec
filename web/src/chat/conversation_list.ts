import type { Conversation } from '@/api/types'

/** What the tabs above the conversation list show, and how its order is held. */

export const kListFilters = ['all', 'unread', 'mentions', 'groups', 'direct'] as const
export type ListFilter = (typeof kListFilters)[number]

/**
 * The rows of a tab, in their order. The open conversation stays in "unread" and "@me" while it is
 * read there, instead of vanishing under the reader.
 */
export function filterRows(
  rows: readonly Conversation[],
  filter: ListFilter,
  openId: number,
): readonly Conversation[] {
  switch (filter) {
    case 'all':
      return rows
    case 'unread':
      return rows.filter((row) => row.unreadCount > 0 || row.id === openId)
    case 'mentions':
      return rows.filter((row) => row.hasMention === true && row.unreadCount > 0)
    case 'groups':
      return rows.filter((row) => row.type === 'GROUP')
    case 'direct':
      return rows.filter((row) => row.type !== 'GROUP')
  }
}

/** `rows` in the order of `ids`; those that are not named follow at the end. */
export function keepOrder(
  rows: readonly Conversation[],
  ids: readonly number[],
): readonly Conversation[] {
  const place = new Map(ids.map((id, index) => [id, index]))
  const at = (row: Conversation) => place.get(row.id) ?? ids.length
  return [...rows].sort((a, b) => at(a) - at(b))
}

/** The conversation `step` rows away from `openId`, or null at the end. */
export function neighbour(
  rows: readonly Conversation[],
  openId: number,
  step: number,
  unreadOnly: boolean,
): Conversation | null {
  const index = rows.findIndex((row) => row.id === openId)
  let at = index < 0 ? (step > 0 ? -1 : rows.length) : index
  for (at += step; at >= 0 && at < rows.length; at += step) {
    const row = rows[at]!
    if (!unreadOnly || row.unreadCount > 0) return row
  }
  return null
}
