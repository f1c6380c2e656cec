import { describe, expect, it } from 'vitest'
import type { Approval, Approver, Detail, FlowNode, FlowRecord } from './api'
import { eventsOf, stagesOf } from './flow'
import { nodesOf, plannedSteps } from './flow_config'
import { fieldsOf } from './form_schema'
import { shownRows } from './shown_value'

const approver = (userId: number, status: Approver['status'], more: Partial<Approver> = {}) => ({
  userId,
  userName: `user${userId}`,
  userAvatar: '',
  status,
  forUserId: null,
  ...more,
})
const node = (id: number, more: Partial<FlowNode>): FlowNode => ({
  id,
  nodeName: `node${id}`,
  nodeType: 'APPROVE',
  approveType: 'ANY',
  sortOrder: id,
  status: 'PENDING',
  processTime: null,
  stage: id,
  branch: 0,
  isCurrent: false,
  approvers: [],
  ...more,
})
const record = (id: number, more: Partial<FlowRecord>): FlowRecord => ({
  id,
  nodeId: 1,
  approverId: 1,
  approverName: 'user1',
  approverAvatar: '',
  action: 'APPROVE',
  targetId: null,
  comment: '',
  actionTime: `2026-12-01 10:00:0${id}`,
  ...more,
})
const detail = (nodes: FlowNode[], records: FlowRecord[]): Detail => ({
  approval: { applicantId: 9, applicantName: 'ann' } as Approval,
  template: null,
  nodes,
  records,
  canDecide: false,
  canCancel: false,
})

describe('the way of an approval', () => {
  it('says who decided when with which words', () => {
    const [first, second] = stagesOf(
      detail(
        [
          node(2, { isCurrent: true, approvers: [approver(3, 'OPEN', { forUserId: 2 })] }),
          node(1, {
            status: 'APPROVED',
            approvers: [approver(1, 'APPROVED'), approver(2, 'CLOSED')],
          }),
        ],
        [record(1, { comment: 'fine' }), record(2, { nodeId: 2, approverId: 2 })],
      ),
    )
    expect(first!.step!.state).toBe('done')
    expect(first!.step!.people.map((each) => [each.name, each.comment, each.at])).toEqual([
      ['user1', 'fine', '2026-12-01 10:00:01'],
      ['user2', '', ''],
    ])
    expect(second!.step!.state).toBe('current')
    expect(second!.step!.people[0]!.instead).toBe('user2')
  })

  it('says to whom somebody gave their place', () => {
    const nodes = [
      node(1, { isCurrent: true, approvers: [approver(1, 'PASSED'), approver(4, 'OPEN')] }),
    ]
    const passed = record(1, { action: 'TRANSFER', targetId: 4, comment: 'please' })
    const [stage] = stagesOf(detail(nodes, [passed]))
    expect(stage!.step!.people[0]).toMatchObject({ passedTo: 'user4', comment: 'please' })
  })

  it('has lanes beside each other below the head of their stage', () => {
    const stages = stagesOf(
      detail(
        [
          node(1, { stage: 0, nodeType: 'PARALLEL', status: 'APPROVED' }),
          node(2, { stage: 0, branch: 1 }),
          node(3, { stage: 0, branch: 2 }),
          node(4, { stage: 0, branch: 2, status: 'SKIPPED' }),
          node(5, { stage: 1 }),
        ],
        [],
      ),
    )
    expect(
      stages.map((each) => [each.step?.id, each.lanes.map((l) => l.map((s) => s.id))]),
    ).toEqual([
      [1, [[2], [3, 4]]],
      [5, []],
    ])
    expect(stages[0]!.lanes[1]![1]!.state).toBe('skipped')
  })

  it('tells what happened beside it, copies at once as one line', () => {
    const copy = { action: 'CC', nodeId: null, actionTime: '2026-12-01 11:00:00' } as const
    const events = eventsOf(
      detail(
        [node(1, { approvers: [approver(5, 'COPIED'), approver(6, 'COPIED')] })],
        [
          record(1, {}),
          record(2, { ...copy, targetId: 5 }),
          record(3, { ...copy, targetId: 6 }),
          record(4, { action: 'REMIND', nodeId: null, approverId: 9, approverName: 'ann' }),
        ],
      ),
    )
    expect(events.map((each) => [each.action, each.actor, each.target])).toEqual([
      ['CC', 'user1', 'user5、user6'],
      ['REMIND', 'ann', ''],
    ])
  })
})

describe('the flow of a template', () => {
  const flow = [
    {
      nodeName: 'if',
      nodeType: 'condition',
      branches: [
        {
          when: [{ field: 'days', op: '>', value: 3 }],
          nodes: [{ nodeName: 'long', approvers: [7] }],
        },
        { nodes: [{ nodeName: 'short', approvers: ['leader'] }] },
      ],
    },
    {
      nodeName: 'both',
      nodeType: 'PARALLEL',
      branches: [
        { nodes: [{ nodeName: 'left', approvers: ['admin'] }] },
        { nodes: [{ nodeName: 'right', approvers: ['1'] }] },
      ],
    },
  ]
  const names = (values: Record<string, unknown>) =>
    plannedSteps(JSON.stringify(flow), values).map((each) => `${each.lane}${each.name}`)

  it('takes the branch whose conditions hold, else the one without', () => {
    expect(names({ days: 5 })).toEqual(['0long', '1left', '2right'])
    expect(names({ days: '3' })).toEqual(['0short', '1left', '2right'])
    expect(names({})).toEqual(['0short', '1left', '2right'])
  })

  it('is read with what is left out', () => {
    expect(nodesOf(flow)[0]!.branches[0]!.nodes[0]).toMatchObject({
      nodeType: 'APPROVE',
      approveType: 'ANY',
      approvers: ['7'],
    })
    expect(nodesOf('nonsense')).toEqual([])
  })
})

describe('what was filled in', () => {
  it('is shown as text or as files, and nothing where there is nothing', () => {
    const rows = shownRows(fieldsOf([{ field: 'Days', label: 'How long' }]), {
      Kind: 'sick',
      Days: 2,
      None: '',
      Many: ['a', 'b'],
      Files: [{ fileId: 1, fileName: 'x.pdf', fileSize: 3, fileUrl: '/storage/uploads/k.pdf' }],
      Link: 'https://example.org/a/scan.png?t=1',
      Script: 'javascript:alert(1)',
      Other: '//evil.example/x.png',
    })
    expect(
      rows.map(({ label, value }) => [label, value.text, value.files.map((f) => f.fileName)]),
    ).toEqual([
      ['How long', '2', []],
      ['Kind', 'sick', []],
      ['Many', 'a、b', []],
      ['Files', '', ['x.pdf']],
      ['Link', '', ['scan.png']],
      ['Script', 'javascript:alert(1)', []],
      ['Other', '//evil.example/x.png', []],
    ])
  })
})
