import { describe, expect, it } from 'vitest'
import { dateOfDay, daysUntil, dueText, greetingOf } from './days'
import { arranged, kNoLayout, moved, readLayout, withLayout } from './layout'
import { byDue } from './order'

const apps = ['approval', 'calendar', 'rooms'].map((name) => ({ name }))
const namesOf = (found: { name: string }[]) => found.map((each) => each.name)

describe('the arrangement of the workbench', () => {
  it('puts what is named first, and what is new behind it', () => {
    const layout = readLayout('{"koine":{"order":["rooms","gone"],"hidden":["calendar",3]}}')
    expect(layout).toEqual({ order: ['rooms', 'gone'], hidden: ['calendar'] })
    expect(namesOf(arranged(apps, layout))).toEqual(['rooms', 'approval', 'calendar'])
    expect(namesOf(arranged(apps, kNoLayout))).toEqual(namesOf(apps))
  })

  it('keeps what another client wrote', () => {
    const text = '{"commonAppIds":[1],"koine":{"order":["x"]}}'
    expect(withLayout(text, { order: ['a'], hidden: [] })).toEqual({
      commonAppIds: [1],
      koine: { order: ['a'], hidden: [] },
    })
    for (const broken of [null, '', 'no JSON', '[1]', '7']) {
      expect(readLayout(broken)).toEqual(kNoLayout)
      expect(withLayout(broken, kNoLayout)).toEqual({ koine: kNoLayout })
    }
  })

  it('moves one to a place', () => {
    expect(moved(['a', 'b', 'c'], 'c', 0)).toEqual(['c', 'a', 'b'])
    expect(moved(['a', 'b', 'c'], 'a', 9)).toEqual(['b', 'c', 'a'])
    expect(moved(['a', 'b', 'c'], 'b', -1)).toEqual(['b', 'a', 'c'])
  })
})

describe('days', () => {
  const now = new Date(2026, 10, 22, 23, 59).getTime()
  const words = { language: 'zh-CN', today: '今天', yesterday: '昨天', tomorrow: '明天' }

  it('are said as one says them', () => {
    expect(dueText('2026-11-22', now, words)).toBe('今天')
    expect(dueText('2026-11-23', now, words)).toBe('明天')
    expect(dueText('2026-11-21', now, words)).toBe('昨天')
    expect(dueText('2026-11-27', now, words)).toBe('周五')
    expect(dueText('2026-12-05', now, words)).toBe('12月5日')
    expect(dueText('2027-01-03', now, words)).toBe('2027/1/3')
    expect(dueText(null, now, words)).toBe('')
  })

  it('are counted from midnight', () => {
    expect(daysUntil(dateOfDay('2026-11-23')!, now)).toBe(1)
    expect(daysUntil(dateOfDay('2026-11-20')!, now)).toBe(-2)
    expect(dateOfDay('soon')).toBe(null)
  })

  it('have a greeting for each part', () => {
    const said = [3, 8, 12, 15, 20].map(greetingOf)
    expect(said).toEqual(['night', 'morning', 'noon', 'afternoon', 'evening'])
  })

  it('order what is to be done: due first, then pressing, then new', () => {
    const rows = [
      { id: 1, priority: 2, dueDate: null },
      { id: 2, priority: 3, dueDate: null },
      { id: 3, priority: 1, dueDate: '2026-12-01' },
      { id: 4, priority: 1, dueDate: '2026-11-01' },
      { id: 5, priority: 2, dueDate: null },
    ]
    expect(rows.sort(byDue).map((each) => each.id)).toEqual([4, 3, 2, 5, 1])
  })
})
