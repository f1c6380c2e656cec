import type { Template, TemplateChange } from './api'
import { nodesOf } from './flow_config'
import type { Branch, ConfigNode } from './flow_config'
import { fieldsOf } from './form_schema'
import type { FormField } from './form_schema'

/** A template while somebody writes it: lists that a page can change, and what is sent of them. */

/** Numbers are texts as long as they are written. */
export interface FieldDraft {
  key: number
  /** Its name in the form; it stays, whatever the label becomes. */
  field: string
  label: string
  type: FormField['type']
  required: boolean
  /** One a line. */
  options: string
  min: string
  max: string
  maxLength: string
  decimals: string
}
export interface ConditionDraft {
  key: number
  field: string
  op: string
  value: string
}
export interface BranchDraft {
  key: number
  when: ConditionDraft[]
  nodes: NodeDraft[]
}
export interface NodeDraft extends Omit<ConfigNode, 'branches'> {
  key: number
  branches: BranchDraft[]
}
export interface TemplateDraft {
  code: string
  name: string
  category: string
  description: string
  icon: string
  sortOrder: number
  fields: FieldDraft[]
  nodes: NodeDraft[]
}

let lastKey = 0
const newKey = () => ++lastKey
const textOf = (number: number | null) => (number === null ? '' : String(number))

function fieldDraft(field: FormField): FieldDraft {
  return {
    key: newKey(),
    field: field.field,
    label: field.label,
    type: field.type,
    required: field.required,
    options: field.options.join('\n'),
    min: textOf(field.min),
    max: textOf(field.max),
    maxLength: textOf(field.maxLength),
    decimals: textOf(field.decimals),
  }
}

function nodeDraft(node: ConfigNode): NodeDraft {
  return { ...node, key: newKey(), branches: node.branches.map(branchDraft) }
}

function branchDraft(branch: Branch): BranchDraft {
  return {
    key: newKey(),
    nodes: branch.nodes.map(nodeDraft),
    when: branch.when.map(({ field, op, value }) => ({
      key: newKey(),
      field,
      op,
      value: Array.isArray(value) ? value.join(', ') : String(value ?? ''),
    })),
  }
}

export function newField(): FieldDraft {
  return fieldDraft({
    field: '',
    label: '',
    type: 'text',
    required: false,
    options: [],
    min: null,
    max: null,
    maxLength: null,
    decimals: null,
  })
}

export function newCondition(): ConditionDraft {
  return { key: newKey(), field: '', op: '=', value: '' }
}

export function newBranch(): BranchDraft {
  return { key: newKey(), when: [], nodes: [] }
}

export function newNode(type: ConfigNode['nodeType'] = 'APPROVE'): NodeDraft {
  const people = type === 'APPROVE' || type === 'CC'
  return {
    key: newKey(),
    nodeKey: '',
    nodeName: '',
    nodeType: type,
    approveType: 'ANY',
    approvers: type === 'APPROVE' ? ['leader'] : [],
    branches: people ? [] : [newBranch(), newBranch()],
  }
}

export function draftOf(template: Template | null): TemplateDraft {
  const fields = template ? fieldsOf(template.formSchema).map(fieldDraft) : [newField()]
  nameFields(fields)
  return {
    code: template?.code ?? '',
    name: template?.name ?? '',
    category: template?.category ?? '',
    description: template?.description ?? '',
    icon: template?.icon ?? '',
    sortOrder: template?.sortOrder ?? 0,
    fields,
    nodes: template ? nodesOf(template.flowConfig).map(nodeDraft) : [newNode()],
  }
}

/** Lines of a text, without those that say nothing. */
const linesOf = (text: string, between: RegExp) =>
  text
    .split(between)
    .map((each) => each.trim())
    .filter(Boolean)

/** Names that are free, for fields that have none: field1, field2 … */
export function nameFields(fields: FieldDraft[]): void {
  const taken = new Set(fields.map((each) => each.field))
  let number = 0
  for (const each of fields) {
    if (each.field) continue
    do number++
    while (taken.has(`field${number}`))
    each.field = `field${number}`
  }
}

function sentField(draft: FieldDraft): Record<string, unknown> {
  const { field, label, type, required } = draft
  const sent: Record<string, unknown> = { field, label: label.trim(), type, required }
  const put = (name: 'min' | 'max' | 'maxLength' | 'decimals') => {
    if (draft[name].trim() !== '') sent[name] = Number(draft[name])
  }
  if (type === 'select') sent.options = linesOf(draft.options, /\n/)
  if (type === 'number') {
    put('min')
    put('max')
    put('decimals')
  }
  if (type === 'text' || type === 'textarea') put('maxLength')
  return sent
}

function sentValue({ op, value }: ConditionDraft): unknown {
  if (op === 'in') return linesOf(value, /[,，、\n]/)
  const text = value.trim()
  return text !== '' && Number.isFinite(Number(text)) ? Number(text) : text
}

function sentNode(node: NodeDraft): Record<string, unknown> {
  const { nodeKey, nodeName, nodeType, approveType, approvers } = node
  const own = nodeKey ? { nodeKey } : {}
  const named = { ...own, nodeName: nodeName.trim(), nodeType }
  if (nodeType === 'APPROVE') return { ...named, approveType, approvers }
  if (nodeType === 'CC') return { ...named, approvers }
  return {
    ...named,
    branches: node.branches.map((branch) => ({
      when:
        nodeType === 'CONDITION'
          ? branch.when.map((one) => ({ field: one.field, op: one.op, value: sentValue(one) }))
          : [],
      nodes: branch.nodes.map(sentNode),
    })),
  }
}

/** Why it cannot be kept yet: the first thing that is missing. */
export type DraftWrong =
  | 'code'
  | 'name'
  | 'label'
  | 'options'
  | 'numbers'
  | 'nodes'
  | 'nodeName'
  | 'approvers'
  | 'branches'
  | 'condition'

function wrongField(draft: FieldDraft): DraftWrong | null {
  if (!draft.label.trim()) return 'label'
  if (draft.type === 'select' && linesOf(draft.options, /\n/).length === 0) return 'options'
  const numbers = [draft.min, draft.max, draft.maxLength, draft.decimals]
  return numbers.some((each) => each.trim() !== '' && !Number.isFinite(Number(each)))
    ? 'numbers'
    : null
}

function wrongNodes(nodes: readonly NodeDraft[]): DraftWrong | null {
  for (const node of nodes) {
    if (!node.nodeName.trim()) return 'nodeName'
    if (node.nodeType === 'APPROVE' || node.nodeType === 'CC') {
      if (node.approvers.length === 0) return 'approvers'
      continue
    }
    if (node.branches.length === 0) return 'branches'
    for (const branch of node.branches) {
      if (node.nodeType === 'PARALLEL' && branch.nodes.length === 0) return 'branches'
      const conditions = node.nodeType === 'CONDITION' ? branch.when : []
      if (conditions.some((each) => !each.field || !each.value.trim())) return 'condition'
      const inside = wrongNodes(branch.nodes)
      if (inside) return inside
    }
  }
  return null
}

export function wrongDraft(draft: TemplateDraft): DraftWrong | null {
  if (!draft.name.trim()) return 'name'
  if (!draft.code.trim()) return 'code'
  for (const each of draft.fields) {
    const wrong = wrongField(each)
    if (wrong) return wrong
  }
  if (draft.nodes.length === 0) return 'nodes'
  return wrongNodes(draft.nodes)
}

/** What is sent. */
export function changeOf(draft: TemplateDraft): TemplateChange {
  return {
    code: draft.code.trim(),
    name: draft.name.trim(),
    category: draft.category.trim(),
    description: draft.description.trim(),
    icon: draft.icon,
    sortOrder: draft.sortOrder,
    formSchema: draft.fields.map(sentField),
    flowConfig: draft.nodes.map(sentNode),
  }
}

/** The users that are named anywhere in it. */
export function usersIn(nodes: readonly NodeDraft[]): number[] {
  const found = new Set<number>()
  for (const node of nodes) {
    for (const each of node.approvers) if (/^\d+$/.test(each)) found.add(Number(each))
    for (const branch of node.branches) usersIn(branch.nodes).forEach((id) => found.add(id))
  }
  return [...found]
}

/** Moves one of a list up or down; at its ends nothing happens. */
export function move<T>(list: T[], index: number, step: 1 | -1): void {
  const to = index + step
  if (to < 0 || to >= list.length) return
  list.splice(to, 0, ...list.splice(index, 1))
}
