import { describe, expect, it } from 'vitest'
import { countedDays, fieldsOf, filledIn, wrongIn, wrongOf } from './form_schema'

const kLeave = JSON.stringify([
  { field: 'kind', label: 'Kind', type: 'SELECT', required: true, options: ['sick', 'annual'] },
  { field: 'startDate', label: 'From', type: 'date', required: true },
  { field: 'endDate', label: 'To', type: 'date', required: true },
  { field: 'leaveDays', label: 'Days', type: 'number', required: 'true', min: 0.5, max: 365 },
  { field: 'reason', type: 'textarea', maxLength: 5 },
  { field: 'files', label: 'Files', type: 'file' },
  { label: 'nameless' },
])
const fields = fieldsOf(kLeave)
const good = {
  kind: 'sick',
  startDate: '2026-12-01',
  endDate: '2026-12-03',
  leaveDays: '2.5',
  reason: ' flu ',
  files: [],
}

describe('the form of a template', () => {
  it('is read from a list or its JSON, whoever wrote it', () => {
    expect(fields.map((each) => [each.field, each.label, each.type, each.required])).toEqual([
      ['kind', 'Kind', 'select', true],
      ['startDate', 'From', 'date', true],
      ['endDate', 'To', 'date', true],
      ['leaveDays', 'Days', 'number', true],
      ['reason', 'reason', 'textarea', false],
      ['files', 'Files', 'file', false],
    ])
    expect(fieldsOf('{not json')).toEqual([])
    expect(fieldsOf(null)).toEqual([])
  })

  it('is right when every field is', () => {
    expect(wrongIn(fields, good).size).toBe(0)
    expect(filledIn(fields, good)).toEqual({
      kind: 'sick',
      startDate: '2026-12-01',
      endDate: '2026-12-03',
      leaveDays: 2.5,
      reason: 'flu',
    })
  })

  it('says what is wrong with each field', () => {
    const wrong = wrongIn(fields, {
      kind: 'holiday',
      startDate: 'tomorrow',
      endDate: ' ',
      leaveDays: '0',
      reason: '123456',
      files: Array.from({ length: 21 }, () => ({})),
    })
    expect([...wrong]).toEqual([
      ['kind', 'oneof'],
      ['startDate', 'type'],
      ['endDate', 'required'],
      ['leaveDays', 'range'],
      ['reason', 'chars'],
      ['files', 'items'],
    ])
  })

  it('counts characters as people do, and decimals', () => {
    const [text, money] = fieldsOf([
      { field: 'a', maxLength: 2 },
      { field: 'b', type: 'number', decimals: 2 },
    ])
    expect(wrongOf(text!, '😀😀')).toBeNull()
    expect(wrongOf(money!, '1.1')).toBeNull()
    expect(wrongOf(money!, '0.29')).toBeNull()
    expect(wrongOf(money!, '1.234')).toBe('decimals')
    expect(wrongOf(money!, '1,5')).toBe('type')
    expect(wrongOf(money!, '')).toBeNull()
  })

  it('counts the days between its dates, both of them', () => {
    expect(countedDays(fields, good)).toEqual({ field: 'leaveDays', days: 3 })
    expect(countedDays(fields, { ...good, endDate: '2026-11-30' })).toBeNull()
    expect(countedDays(fields, {})).toBeNull()
    expect(countedDays(fields.slice(3), good)).toBeNull()
  })
})
