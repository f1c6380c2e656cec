import { expect, it } from 'vitest'
import type { Ding, DingReceipt } from '@/api/types'
import { momentOf } from '../moments'
import {
  draftProblem,
  firstBlank,
  isAppOnly,
  isOpen,
  reachKey,
  sides,
  urgentOf,
} from './ding_rules'

const ding = (more: Partial<Ding>) =>
  ({ id: 1, isUrgent: 1, receiptRequired: 1, isRead: false, confirmed: 0, ...more }) as Ding

it('one is open until it is confirmed, or read where no receipt is wanted', () => {
  expect(isOpen(ding({ isRead: true }))).toBe(true)
  expect(isOpen(ding({ isRead: true, confirmed: 1 }))).toBe(false)
  expect(isOpen(ding({ receiptRequired: 0 }))).toBe(true)
  expect(isOpen(ding({ receiptRequired: 0, isRead: true }))).toBe(false)
  // The sender's own.
  expect(isOpen(ding({ isRead: null, confirmed: null }))).toBe(false)
})

it('urgent ones that are open come one after another, the oldest first', () => {
  const rows = [
    ding({ id: 4 }),
    ding({ id: 3, isUrgent: 0 }),
    ding({ id: 2, confirmed: 1 }),
    ding({ id: 1 }),
  ]
  expect(urgentOf(rows).map((each) => each.id)).toEqual([1, 4])
})

it('says how far a text or call came', () => {
  const texts = ding({ remindType: 'SMS', reachedBy: 'SMS' })
  const calls = ding({ remindType: 'CALL', reachedBy: 'CALL' })
  expect(reachKey(texts, { reachStatus: 'SENT' })).toBe('smsSent')
  expect(reachKey(calls, { reachStatus: 'FAILED' })).toBe('callFailed')
  expect(reachKey(texts, { reachStatus: 'NO_NUMBER' })).toBe('noNumber')
  expect(reachKey(ding({ remindType: 'APP', reachedBy: 'APP' }), { reachStatus: null })).toBe('')
  expect(isAppOnly(texts)).toBe(false)
  expect(isAppOnly(ding({ remindType: 'CALL', reachedBy: 'APP' }))).toBe(true)
  expect(isAppOnly(ding({ remindType: 'APP', reachedBy: 'APP' }))).toBe(false)
})

it('receivers stand on two sides', () => {
  const receipt = (receiverId: number, status: DingReceipt['status'], confirmTime: string | null) =>
    ({ receiverId, status, confirmTime }) as DingReceipt
  const { done, open } = sides([
    receipt(1, 'CONFIRMED', '2030-05-06 10:00:00'),
    receipt(2, 'READ', null),
    receipt(3, 'CONFIRMED', '2030-05-06 09:00:00'),
    receipt(4, 'UNREAD', null),
  ])
  expect(done.map((each) => each.receiverId)).toEqual([3, 1])
  expect(open.map((each) => each.receiverId)).toEqual([2, 4])
})

it('a template is filled in from its first blank on', () => {
  expect(firstBlank('a {name} b {time}')).toEqual([2, 8])
  expect(firstBlank('a {} b')).toBeNull()
})

it('nothing is sent to nobody, empty, half filled in or into the past', () => {
  expect(draftProblem([], 'x', null, 5)).toEqual({ key: 'needsWho' })
  expect(draftProblem([1], '  ', null, 5)).toEqual({ key: 'needsWhat' })
  expect(draftProblem([1], 'for {name}', null, 5)).toEqual({ key: 'needsFilled', blank: '{name}' })
  expect(draftProblem([1], 'x', 5, 5)).toEqual({ key: 'needsTime' })
  expect(draftProblem([1], 'x', momentOf('', ''), 5)).toEqual({ key: 'needsTime' })
  expect(draftProblem([1], 'x', 6, 5)).toBeNull()
})
