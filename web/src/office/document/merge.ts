/** Brings together what two people made of one text, paragraph by paragraph. */

export type Piece =
  | { kind: 'same'; blocks: readonly string[] }
  /** Both changed it, each in another way. `base`: what it was. */
  | {
      kind: 'clash'
      base: readonly string[]
      mine: readonly string[]
      theirs: readonly string[]
    }

/** Blocks from..to of the text before became `blocks`. */
interface Hunk {
  from: number
  to: number
  blocks: readonly string[]
}

/** Above so many comparisons all between the first and the last difference is one change. */
const kMostCells = 4_000_000

/** What changed from one text to another, from the top down. */
export function changesOf(before: readonly string[], after: readonly string[]): Hunk[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start++
  let end = before.length
  let other = after.length
  while (end > start && other > start && before[end - 1] === after[other - 1]) {
    end--
    other--
  }
  if (start === end && start === other) return []
  const rows = end - start
  const columns = other - start
  if (rows * columns > kMostCells) {
    return [{ from: start, to: end, blocks: after.slice(start, other) }]
  }
  // The length of what both have in common from (row, column) on.
  const width = columns + 1
  const common = new Uint32Array((rows + 1) * width)
  for (let row = rows - 1; row >= 0; row--) {
    for (let column = columns - 1; column >= 0; column--) {
      common[row * width + column] =
        before[start + row] === after[start + column]
          ? common[(row + 1) * width + column + 1]! + 1
          : Math.max(common[(row + 1) * width + column]!, common[row * width + column + 1]!)
    }
  }
  const out: Hunk[] = []
  let row = 0
  let column = 0
  let from = 0
  let at = 0
  const close = () => {
    if (from === row && at === column) return
    out.push({
      from: start + from,
      to: start + row,
      blocks: after.slice(start + at, start + column),
    })
  }
  while (row < rows && column < columns) {
    if (before[start + row] === after[start + column]) {
      close()
      row++
      column++
      from = row
      at = column
    } else if (common[(row + 1) * width + column]! >= common[row * width + column + 1]!) row++
    else column++
  }
  row = rows
  column = columns
  close()
  return out
}

/** Three texts as lists of blocks: where they came from, and what each made of it. */
export function merge(
  base: readonly string[],
  mine: readonly string[],
  theirs: readonly string[],
): Piece[] {
  const sides = [changesOf(base, mine), changesOf(base, theirs)] as const
  const out: Piece[] = []
  let at = 0
  let [left, right] = [0, 0]
  const same = (blocks: readonly string[]) => {
    if (blocks.length > 0) out.push({ kind: 'same', blocks })
  }
  while (left < sides[0].length || right < sides[1].length) {
    const a = sides[0][left]
    const b = sides[1][right]
    const from = Math.min(a?.from ?? Infinity, b?.from ?? Infinity)
    let to = from
    const taken: [Hunk[], Hunk[]] = [[], []]
    // All changes of either that touch each other are one.
    for (let grown = true; grown;) {
      grown = false
      for (const [side, index] of [
        [0, left],
        [1, right],
      ] as const) {
        const next = sides[side][index + taken[side].length]
        if (!next || !touches(next, from, to, taken)) continue
        taken[side].push(next)
        to = Math.max(to, next.to)
        grown = true
      }
    }
    left += taken[0].length
    right += taken[1].length
    same(base.slice(at, from))
    const was = base.slice(from, to)
    const [one, two] = taken.map((hunks) => applied(base, from, to, hunks)) as [string[], string[]]
    if (taken[1].length === 0 || equal(one, two)) same(one)
    else if (taken[0].length === 0) same(two)
    else out.push({ kind: 'clash', base: was, mine: one, theirs: two })
    at = to
  }
  same(base.slice(at))
  return out
}

/** Two that only insert at one place touch as well: their order is nobody's to guess. */
function touches(next: Hunk, from: number, to: number, taken: readonly Hunk[][]): boolean {
  if (taken.every((each) => each.length === 0)) return next.from === from
  return next.from < to || (next.from === to && (next.from === next.to || from === to))
}

function applied(base: readonly string[], from: number, to: number, hunks: readonly Hunk[]) {
  const out: string[] = []
  let at = from
  for (const hunk of hunks) {
    out.push(...base.slice(at, hunk.from), ...hunk.blocks)
    at = hunk.to
  }
  return [...out, ...base.slice(at, to)]
}

function equal(one: readonly string[], two: readonly string[]): boolean {
  return one.length === two.length && one.every((each, index) => each === two[index])
}

export type Choice = 'mine' | 'theirs' | 'both'

/** The text where each clash is settled as it was chosen, in their order. */
export function settled(pieces: readonly Piece[], choices: readonly Choice[]): string {
  let next = 0
  return pieces
    .flatMap((piece) => {
      if (piece.kind === 'same') return piece.blocks
      const choice = choices[next++] ?? 'both'
      if (choice === 'mine') return piece.mine
      if (choice === 'theirs') return piece.theirs
      return [...piece.mine, ...piece.theirs]
    })
    .join('')
}

export const clashesOf = (pieces: readonly Piece[]) =>
  pieces.filter((each) => each.kind === 'clash')
