import type { Department } from '@/api/types'

/** A place for a department: under this one. */
export interface Place {
  id: number
  /** Further in, the deeper it lies. */
  name: string
}

const kStep = '\u3000'

/** Those under which a department may lie: not itself, not what lies under it, none disabled. */
export function placesFor(tree: readonly Department[], moved: number | null, level = 0): Place[] {
  return tree
    .filter((each) => each.id !== moved && each.status === 0)
    .flatMap((each) => [
      { id: each.id, name: kStep.repeat(level) + each.name },
      ...placesFor(each.children, moved, level + 1),
    ])
}
