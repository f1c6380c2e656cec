import type { Line, SystemNotice } from '@/api/types'

/** A line in a chat and a notice of the bell with all that may stand in them, for tests. */

export const notice = (part: Partial<SystemNotice>): SystemNotice => ({
  kind: 'group_created',
  actor: 'Ann',
  targets: ['Bob', 'Cat'],
  text: 'Tea',
  ...part,
})
export const line = (part: Partial<Line>): Line => ({
  kind: 'contact_asked',
  actor: 'Ann',
  target: 'Bob',
  count: 3,
  group: 'Tea',
  order: 'A1',
  amount: '5.00',
  text: '你好',
  topic: 'Weekly',
  place: 'Blue room',
  from_ms: 1_900_000_000_000,
  to_ms: 1_900_003_600_000,
  ...part,
})
