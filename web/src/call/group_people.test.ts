import { describe, expect, it, vi } from 'vitest'
import { groupPeople } from './group_people'

describe('people of a call in a group', () => {
  it('knows by name who was asked and does not come, until they do', () => {
    const { people, absent, begin, put, miss } = groupPeople()
    begin([{ id: 2, name: 'Bob' }])
    miss(2, 'offline')
    miss(3, 'busy')
    expect([...absent.values()]).toEqual([{ name: 'Bob', why: 'offline', text: '' }])
    put(2, { name: 'Bob', in: true })
    expect([absent.size, people.get(2)?.in]).toEqual([0, true])
    put(2, { muted: true })
    expect(people.get(2)).toMatchObject({ name: 'Bob', in: true, muted: true })
    miss(2, 'rejected')
    begin()
    expect(absent.size).toBe(0)
    miss(4, 'missed')
    expect(absent.size).toBe(0)
  })

  it('ends what somebody showed when they go', () => {
    const { people, put, remove, removeAll } = groupPeople()
    const stop = vi.fn()
    const stream = { getTracks: () => [{ stop }] } as unknown as MediaStream
    for (const id of [2, 3, 4]) put(id, { stream })
    remove(2)
    expect([people.size, stop.mock.calls.length]).toEqual([2, 1])
    removeAll()
    expect([people.size, stop.mock.calls.length]).toEqual([0, 3])
  })
})
