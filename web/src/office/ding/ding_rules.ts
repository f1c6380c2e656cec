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

/** How far the text or call beside the app came, as a key of `ding.reach`; '' = none went out. */
export function reachKey(ding: Pick<Ding, 'reachedBy'>, receipt: Pick<DingReceipt, 'reachStatus'>) {
  const way = { SMS: 'sms', CALL: 'call' }[ding.reachedBy as 'SMS'] as 'sms' | 'call' | undefined
  if (!way || !receipt.reachStatus || receipt.reachStatus === 'NONE') return ''
  if (receipt.reachStatus === 'NO_NUMBER') return 'noNumber' as const
  const far = { WAITING: 'Waiting', SENT: 'Sent', FAILED: 'Failed' } as const
  return `${way}${far[receipt.reachStatus]}` as const
}

/** A text or call was wanted, but this server sends none: everybody has it in the app alone. */
export function isAppOnly(ding: Pick<Ding, 'remindType' | 'reachedBy'>): boolean {
  return ding.remindType !== 'APP' && ding.reachedBy === 'APP'
}

/** Where in a template's text the first thing is to be filled in: from and to, or null. */
export function firstBlank(text: string): [number, number] | null {
  const found = /\{\w+\}/.exec(text)
  return found ? [found.index, found.index + found[0].length] : null
}

export const kDingLength = 2000

type Wrong = { key: 'needsWho' | 'needsWhat' | 'needsFilled' | 'needsTime'; blank?: string }

/** Why it cannot be sent yet. `at`: its moment, or null for at once. */
export function draftProblem(
  receivers: readonly number[],
  content: string,
  at: number | null,
  now: number,
): Wrong | null {
  if (receivers.length === 0) return { key: 'needsWho' }
  if (!content.trim()) return { key: 'needsWhat' }
  const blank = firstBlank(content)
  if (blank) return { key: 'needsFilled', blank: content.slice(...blank) }
  if (at !== null && at <= now) return { key: 'needsTime' }
  return null
}
