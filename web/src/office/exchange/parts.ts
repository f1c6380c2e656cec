/** Tables as texts (RFC 4180), cut for a server that takes only so much at once. */

export interface Part {
  /** With the first line of the whole before it. */
  text: string
  /** What is added to its lines' numbers to be those of the whole. */
  offset: number
}

/** The lines, each with its end; a line break within quotes ends none. */
function linesOf(text: string): string[] {
  const out: string[] = []
  let quoted = false
  let from = 0
  for (let i = 0; i < text.length; i++) {
    if (text[i] === '"') quoted = !quoted
    if (text[i] !== '\n' || quoted) continue
    out.push(text.slice(from, i + 1))
    from = i + 1
  }
  if (from < text.length) out.push(text.slice(from))
  return out
}

/** How many lines of text a line of the table is. */
const heightOf = (line: string) => line.split('\n').length - (line.endsWith('\n') ? 1 : 0)

/** Parts of at most `most` lines and `bytes` bytes, the first line not counted; one at least. */
export function partsOf(text: string, most: number, bytes: number): Part[] {
  const [titles = '', ...lines] = linesOf(text)
  const first = titles.endsWith('\n') ? titles : `${titles}\n`
  const encoder = new TextEncoder()
  const room = bytes - encoder.encode(first).length
  const out: Part[] = []
  let part: string[] = []
  let size = 0
  let above = 0
  let height = 0
  const close = () => {
    out.push({ text: first + part.join(''), offset: above })
    above += height
    part = []
    size = 0
    height = 0
  }
  for (const line of lines) {
    const length = encoder.encode(line).length
    if (part.length > 0 && (part.length >= most || size + length > room)) close()
    part.push(line)
    size += length
    height += heightOf(line)
  }
  if (part.length > 0 || out.length === 0) close()
  return out
}
