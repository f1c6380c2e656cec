import { describe, expect, it } from 'vitest'
import type { OrganizationImport } from '@/api/types'
import { inParts, planOf } from './import_plan'

const kNothing: OrganizationImport = {
  departmentsCreated: 0,
  departmentsUpdated: 0,
  membersAdded: 0,
  membersUpdated: 0,
  unchanged: 0,
  departments: [],
  refused: [],
}

describe('inParts', () => {
  it('sends a long table in parts and puts the answers together', async () => {
    const lines = Array.from({ length: 1500 }, (_, i) => `A,user${i}`)
    const sent: string[] = []
    const told: number[] = []
    const found = await inParts(
      ['department,username', ...lines].join('\n'),
      (content) => {
        sent.push(content)
        return Promise.resolve({
          ...kNothing,
          departmentsCreated: 1,
          membersAdded: 2,
          departments: [{ line: 2, department: 'A', action: 'CREATED' }],
          refused: [{ line: 3, department: 'A', username: 'x', reason: 'user' }],
        })
      },
      (done) => told.push(done),
    )
    expect(sent.map((part) => part.trimEnd().split('\n').length)).toEqual([1001, 501])
    expect(sent.every((part) => part.startsWith('department,username\n'))).toBe(true)
    expect(told).toEqual([0.5, 1])
    expect(found.departmentsCreated).toBe(1)
    expect(found.membersAdded).toBe(4)
    expect(found.refused.map((each) => each.line)).toEqual([3, 1003])
  })
})

describe('planOf', () => {
  it('says first what is refused', () => {
    const plan = planOf(
      {
        ...kNothing,
        departmentsCreated: 1,
        departments: [{ line: 2, department: 'A/B', action: 'CREATED' }],
        refused: [{ line: 3, department: '', username: null, reason: 'department' }],
      },
      (key) => key,
    )
    expect(plan.rows.map((row) => row.tag)).toEqual(['org.import.refused', 'org.import.created'])
    expect(plan.count).toBe(1)
  })
})
