import { describe, expect, it } from 'vitest'
import type { Template } from './api'
import {
  changeOf,
  draftOf,
  move,
  nameFields,
  newBranch,
  newCondition,
  newField,
  newNode,
  usersIn,
  wrongDraft,
} from './template_draft'

const kSchema = [
  { field: 'kind', label: 'Kind', type: 'select', required: true, options: ['a', 'b'] },
  { field: 'days', label: 'Days', type: 'number', required: false, min: 0.5, max: 9 },
  { field: 'why', label: 'Why', type: 'textarea', required: true, maxLength: 500 },
]
const kFlow = [
  {
    nodeKey: 'boss',
    nodeName: 'Boss',
    nodeType: 'APPROVE',
    approveType: 'ALL',
    approvers: ['leader', '7'],
  },
  {
    nodeName: 'if',
    nodeType: 'CONDITION',
    branches: [
      {
        when: [
          { field: 'days', op: '>', value: 3 },
          { field: 'kind', op: 'in', value: ['a', 'b'] },
        ],
        nodes: [{ nodeName: 'tell', nodeType: 'CC', approvers: ['8'] }],
      },
      { when: [], nodes: [] },
    ],
  },
]
const template = {
  code: 'C',
  name: 'N',
  category: 'HR',
  description: 'about',
  icon: 'event_busy',
  sortOrder: 3,
  formSchema: JSON.stringify(kSchema),
  flowConfig: JSON.stringify(kFlow),
} as Template

describe('a template that is changed', () => {
  it('is sent as it was read', () => {
    const draft = draftOf(template)
    expect(wrongDraft(draft)).toBeNull()
    expect(changeOf(draft)).toEqual({
      code: 'C',
      name: 'N',
      category: 'HR',
      description: 'about',
      icon: 'event_busy',
      sortOrder: 3,
      formSchema: kSchema,
      flowConfig: kFlow,
    })
    expect(usersIn(draft.nodes)).toEqual([7, 8])
  })

  it('names new fields without taking a name that is there', () => {
    const fields = [{ ...newField(), field: 'field1' }, newField(), newField()]
    nameFields(fields)
    expect(fields.map((each) => each.field)).toEqual(['field1', 'field2', 'field3'])
  })

  it('says what is missing first', () => {
    const draft = draftOf(null)
    expect(wrongDraft(draft)).toBe('name')
    draft.name = 'Seal'
    expect(wrongDraft(draft)).toBe('code')
    draft.code = 'SEAL'
    expect(wrongDraft(draft)).toBe('label')
    const field = draft.fields[0]!
    field.label = 'Kind'
    field.type = 'select'
    expect(wrongDraft(draft)).toBe('options')
    field.options = '\n a \n'
    field.min = 'x'
    expect(wrongDraft(draft)).toBe('numbers')
    field.min = ''
    expect(wrongDraft(draft)).toBe('nodeName')
    draft.nodes[0]!.nodeName = 'Boss'
    expect(wrongDraft(draft)).toBeNull()
    const condition = newNode('CONDITION')
    condition.nodeName = 'if'
    condition.branches = [{ ...newBranch(), when: [newCondition()] }]
    draft.nodes.push(condition)
    expect(wrongDraft(draft)).toBe('condition')
    const lanes = { ...newNode('PARALLEL'), nodeName: 'both' }
    draft.nodes = [lanes]
    expect(wrongDraft(draft)).toBe('branches')
    draft.nodes = [{ ...newNode('CC'), nodeName: 'tell' }]
    expect(wrongDraft(draft)).toBe('approvers')
    draft.nodes = []
    expect(wrongDraft(draft)).toBe('nodes')
  })

  it('moves parts within their list', () => {
    const list = ['a', 'b', 'c']
    move(list, 0, 1)
    expect(list).toEqual(['b', 'a', 'c'])
    move(list, 2, 1)
    move(list, 0, -1)
    expect(list).toEqual(['b', 'a', 'c'])
  })
})
