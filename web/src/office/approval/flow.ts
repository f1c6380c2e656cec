import type { Action, Detail, FlowNode, FlowRecord, HandState } from './api'

/** The way of an approval as it is drawn: stages below each other, lanes beside each other. */

export type StepState = 'done' | 'current' | 'rejected' | 'skipped' | 'later'

export interface FlowPerson {
  id: number
  name: string
  avatar: string
  state: HandState
  comment: string
  /** When they decided, as the server writes it; empty: they have not. */
  at: string
  /** In whose place; empty: their own. */
  instead: string
  /** To whom they gave their place; empty: to nobody. */
  passedTo: string
}

export interface FlowStep {
  id: number
  name: string
  kind: FlowNode['nodeType']
  needs: FlowNode['approveType']
  state: StepState
  people: FlowPerson[]
}

export interface FlowStage {
  /** The step itself, or the head of lanes. */
  step: FlowStep | null
  lanes: FlowStep[][]
}

/** What happened beside the decisions. */
export interface FlowEvent {
  id: number
  action: Action
  actor: string
  target: string
  comment: string
  at: string
}

const kBeside: readonly Action[] = ['TRANSFER', 'DELEGATE', 'CC', 'REMIND', 'CANCEL']

function stateOf(node: FlowNode): StepState {
  if (node.status === 'APPROVED') return 'done'
  if (node.status === 'REJECTED') return 'rejected'
  if (node.status === 'SKIPPED') return 'skipped'
  return node.isCurrent ? 'current' : 'later'
}

/** Everybody who appears in it. */
function namesOf(detail: Detail): Map<number, string> {
  const names = new Map([[detail.approval.applicantId, detail.approval.applicantName]])
  for (const each of detail.records) names.set(each.approverId, each.approverName)
  for (const node of detail.nodes) {
    for (const each of node.approvers) names.set(each.userId, each.userName)
  }
  return names
}

function stepOf(node: FlowNode, records: FlowRecord[], names: Map<number, string>): FlowStep {
  const own = records.filter((each) => each.nodeId === node.id)
  const people = node.approvers.map((each): FlowPerson => {
    const said = own.findLast(
      (one) =>
        one.approverId === each.userId && (one.action === 'APPROVE' || one.action === 'REJECT'),
    )
    const passed = own.findLast(
      (one) => one.approverId === each.userId && one.action === 'TRANSFER',
    )
    const gave = each.status === 'PASSED' ? passed : undefined
    return {
      id: each.userId,
      name: each.userName,
      avatar: each.userAvatar,
      state: each.status,
      comment: said?.comment ?? gave?.comment ?? '',
      at: said?.actionTime ?? gave?.actionTime ?? '',
      instead: each.forUserId ? (names.get(each.forUserId) ?? '') : '',
      passedTo: gave?.targetName || names.get(gave?.targetId ?? 0) || '',
    }
  })
  return {
    id: node.id,
    name: node.nodeName,
    kind: node.nodeType,
    needs: node.approveType,
    state: stateOf(node),
    people,
  }
}

export function stagesOf(detail: Detail): FlowStage[] {
  const names = namesOf(detail)
  const stages = new Map<number, FlowStage>()
  const sorted = [...detail.nodes].sort((a, b) => a.sortOrder - b.sortOrder)
  for (const node of sorted) {
    const step = stepOf(node, detail.records, names)
    const stage = stages.get(node.stage) ?? { step: null, lanes: [] }
    stages.set(node.stage, stage)
    if (node.branch === 0) stage.step = step
    else (stage.lanes[node.branch - 1] ??= []).push(step)
  }
  return [...stages.values()].map((stage) => ({
    ...stage,
    lanes: stage.lanes.filter((lane) => lane !== undefined),
  }))
}

/** Handed on, copied, reminded, taken back: the oldest first. Several copies at once are one. */
export function eventsOf(detail: Detail): FlowEvent[] {
  const names = namesOf(detail)
  const events: FlowEvent[] = []
  for (const each of detail.records) {
    if (!kBeside.includes(each.action)) continue
    const target = each.targetName || names.get(each.targetId ?? 0) || ''
    const last = events.at(-1)
    const same =
      last?.action === 'CC' &&
      each.action === 'CC' &&
      last.actor === each.approverName &&
      last.at === each.actionTime
    if (same) last.target = [last.target, target].filter(Boolean).join('、')
    else {
      events.push({
        id: each.id,
        action: each.action,
        actor: each.approverName,
        target,
        comment: each.comment,
        at: each.actionTime,
      })
    }
  }
  return events
}
