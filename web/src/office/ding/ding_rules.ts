import type { Ding, DingReceipt } from '@/api/types'

/** What can be said of a DING without asking the server. */

export type DingTab = 'received' | 'sent' | 'scheduled'
export const kDingTabs: readonly DingTab[] = ['received', 'sent', 'scheduled']

/** Whether somebody who has it still owes an answer; one without receipts wants to be read only. */
export function isOpen(ding: Ding): boolean {
  if (ding.isRead === null) return false
  return ding.receiptRequired ? !ding.confirmed : !ding.isRead
}

/** What lies over every page until it is answered, the oldest first: it has waited longest. */
export function urgentOf(rows: readonly Ding[]): Ding[] {
  return rows.filter((each) => each.isUrgent && isOpen(each)).reverse()
}

/** The receivers in two lists: who confirmed, the first of them first, and who did not. */
export function sides(receipts: readonly DingReceipt[]) {
  const done = receipts.filter((each) => each.status === 'CONFIRMED')
  done.sort((a, b) => (a.confirmTime ?? '').localeCompare(b.confirmTime ?? ''))
  return { done, open: receipts.filter((each) => each.status !== 'CONFIRMED') }
}

/** How much of the ring is full, 0 to 1. */
export function shareOf(ding: Pick<Ding, 'confirmedCount' | 'readCount' | 'totalCount'>, of: 'confirmed' | 'read'): number {
  const part = of === 'confirmed' ? ding.confirmedCount : ding.readCount
  return ding.totalCount > 0 ? Math.min(1, part / ding.totalCount) : 0
}

/** Where in a template's text the first thing is to be filled in: from and to, or null. */
export function firstBlank(text: string): [number, number] | null {
  const found = /\{\w+\}/.exec(text)
  return found ? [found.index, found.index + found[0].length] : null
}
