import { listOf } from './form_schema'
import type { FormValues } from './form_schema'
import type { Needs, NodeType } from './api'

/** The flow of a template: nodes one after the other, some with branches. */

export const kOps = ['=', '!=', '>', '>=', '<', '<=', 'in'] as const
export type Op = (typeof kOps)[number]

export interface Condition {
  field: string
  op: Op
  value: unknown
}
export interface Branch {
  when: Condition[]
  nodes: ConfigNode[]
}
export interface ConfigNode {
  /** Empty: of a node that nobody named. */
  nodeKey: string
  nodeName: string
  nodeType: NodeType
  approveType: Needs
  /** "leader", "admin" or the number of a user. */
  approvers: string[]
  branches: Branch[]
}

const kTypes: readonly NodeType[] = ['APPROVE', 'CC', 'CONDITION', 'PARALLEL']

export function nodesOf(flow: unknown): ConfigNode[] {
  return listOf(flow).map((each) => {
    const type = String(each.nodeType || 'APPROVE').toUpperCase() as NodeType
    return {
      nodeKey: String(each.nodeKey ?? ''),
      nodeName: String(each.nodeName ?? ''),
      nodeType: kTypes.includes(type) ? type : 'APPROVE',
      approveType: String(each.approveType).toUpperCase() === 'ALL' ? 'ALL' : 'ANY',
      approvers: Array.isArray(each.approvers) ? each.approvers.map(String) : [],
      branches: listOf(each.branches).map((branch) => ({
        when: listOf(branch.when).map((one) => ({
          field: String(one.field ?? ''),
          op: kOps.includes(one.op as Op) ? (one.op as Op) : '=',
          value: one.value,
        })),
        nodes: nodesOf(branch.nodes),
      })),
    }
  })
}

/** -1, 0, 1, or null for what cannot be compared. As numbers where both are. */
function compare(a: unknown, b: unknown): number | null {
  if (a === null || a === undefined || b === null || b === undefined) return null
  const [x, y] = [Number(a), Number(b)]
  const numbers = String(a).trim() !== '' && String(b).trim() !== '' && x === x && y === y
  const [left, right] = numbers ? [x, y] : [String(a), String(b)]
  return left < right ? -1 : left > right ? 1 : 0
}

function holds({ field, op, value }: Condition, values: FormValues): boolean {
  const has = values[field]
  if (op === 'in') return Array.isArray(value) && value.some((one) => compare(has, one) === 0)
  const order = compare(has, value)
  if (op === '!=') return order !== 0
  if (order === null) return false
  if (op === '=') return order === 0
  if (op === '>') return order > 0
  if (op === '>=') return order >= 0
  return op === '<' ? order < 0 : order <= 0
}

export interface PlannedStep {
  name: string
  kind: NodeType
  /** As in a template; people by their numbers. */
  approvers: string[]
  /** 0, or the branch of those that run beside each other. */
  lane: number
}

function plan(nodes: readonly ConfigNode[], values: FormValues, lane: number): PlannedStep[] {
  return nodes.flatMap((node) => {
    const own = { name: node.nodeName, kind: node.nodeType, approvers: node.approvers, lane }
    if (node.nodeType === 'PARALLEL') {
      return node.branches.flatMap((branch, index) => plan(branch.nodes, values, index + 1))
    }
    if (node.nodeType !== 'CONDITION') return [own]
    const taken =
      node.branches.find((b) => b.when.length > 0 && b.when.every((one) => holds(one, values))) ??
      node.branches.find((b) => b.when.length === 0)
    return taken ? plan(taken.nodes, values, lane) : []
  })
}

/** Who will decide, for what is filled in so far. */
export function plannedSteps(flow: unknown, values: FormValues): PlannedStep[] {
  return plan(nodesOf(flow), values, 0)
}
