/** A text cut into parts that match what was searched and parts that do not. */
export interface Part {
  text: string
  hit: boolean
}

/** Every occurrence of `wanted`, regardless of case; parts never contain markup. */
export function highlight(text: string, wanted: string): Part[] {
  const needle = wanted.trim().toLowerCase()
  const lower = text.toLowerCase()
  // A letter whose lower case is longer would shift every place after it.
  if (!needle || lower.length !== text.length) return [{ text, hit: false }]
  const parts: Part[] = []
  let from = 0
  for (let at = lower.indexOf(needle); at >= 0; at = lower.indexOf(needle, from)) {
    if (at > from) parts.push({ text: text.slice(from, at), hit: false })
    from = at + needle.length
    parts.push({ text: text.slice(at, from), hit: true })
  }
  if (from < text.length) parts.push({ text: text.slice(from), hit: false })
  return parts
}

/** At least one Chinese character or two others: less is not searched. */
export function isSearchable(text: string): boolean {
  const wanted = text.trim()
  return wanted.length >= 2 || /[\u3400-\u9fff\uf900-\ufaff]/.test(wanted)
}

/** Around the first occurrence, so that a long text shows why it was found. */
export function excerpt(text: string, wanted: string, before = 20, most = 160): string {
  const flat = text.replace(/\s+/g, ' ').trim()
  const at = flat.toLowerCase().indexOf(wanted.trim().toLowerCase())
  const from = at > before ? at - before : 0
  const cut = flat.slice(from, from + most)
  return `${from > 0 ? '…' : ''}${cut}${from + most < flat.length ? '…' : ''}`
}
