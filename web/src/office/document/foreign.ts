/** Sheets and mind maps that other clients made, as far as their JSON can be told. */

export interface MindNode {
  text: string
  children: MindNode[]
}

const kMostRows = 2000
const kMostColumns = 100
const kMostDepth = 50
const kTextKeys = ['text', 'title', 'topic', 'name', 'label']

function parsed(content: string): unknown {
  try {
    return JSON.parse(content)
  } catch {
    return null
  }
}
function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
function cellText(cell: unknown): string {
  if (isObject(cell)) return cellText(cell.m ?? cell.v ?? cell.value ?? cell.text ?? '')
  return ['string', 'number', 'boolean'].includes(typeof cell) ? String(cell) : ''
}

/** Rows of cells: of `[[…]]`, of the first sheet of several, or of lines with commas or tabs. */
export function sheetOf(content: string): string[][] | null {
  const found = rowsIn(parsed(content), 0) ?? linesOf(content)
  if (!found) return null
  const rows = found
    .slice(0, kMostRows)
    .map((row) => (Array.isArray(row) ? row : [row]).slice(0, kMostColumns).map(cellText))
  const width = Math.max(0, ...rows.map((row) => row.length))
  return rows.map((row) => [...row, ...Array<string>(width - row.length).fill('')])
}
function rowsIn(value: unknown, depth: number): unknown[] | null {
  if (depth > 3) return null
  if (Array.isArray(value)) {
    if (value.some(Array.isArray)) return value
    return value.length > 0 ? rowsIn(value[0], depth + 1) : null
  }
  if (!isObject(value)) return null
  for (const key of ['data', 'rows', 'cells', 'sheets']) {
    const rows = key in value ? rowsIn(value[key], depth + 1) : null
    if (rows) return rows
  }
  return null
}
function linesOf(content: string): string[][] | null {
  if (/^\s*[[{<]/.test(content)) return null
  const split = content.includes('\t') ? '\t' : ','
  if (!content.includes(split)) return null
  return content
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split(split))
}

/** The tree of a mind map. */
export function mindOf(content: string): MindNode | null {
  const value = parsed(content)
  if (!isObject(value)) return null
  for (const key of ['root', 'nodeData', 'data']) {
    const inner = value[key]
    if (isObject(inner) && (textIn(inner) || isObject(inner.data))) {
      const node = nodeOf(inner, 0)
      if (key === 'data' && Array.isArray(value.children)) return nodeOf(value, 0)
      return node
    }
  }
  return textIn(value) ? nodeOf(value, 0) : null
}
function textIn(value: Record<string, unknown>): string {
  const key = kTextKeys.find((each) => typeof value[each] === 'string')
  return key ? String(value[key]) : ''
}
function nodeOf(value: Record<string, unknown>, depth: number): MindNode {
  const text = textIn(value) || (isObject(value.data) ? textIn(value.data) : '')
  const children = Array.isArray(value.children) && depth < kMostDepth ? value.children : []
  return { text, children: children.filter(isObject).map((each) => nodeOf(each, depth + 1)) }
}
