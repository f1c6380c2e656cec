import type { Picked } from '@/person/PersonPicker.vue'

/** Whom somebody chose lately at this browser, the last one first. */
const kMost = 12
const keyOf = (userId: number) => `koine.picked.${userId}`

export function recentPeople(userId: number): Picked[] {
  try {
    const kept = JSON.parse(localStorage.getItem(keyOf(userId)) ?? '[]') as unknown
    return Array.isArray(kept) ? kept.filter(isPicked) : []
  } catch {
    return []
  }
}

export function keepRecent(userId: number, chosen: readonly Picked[]): void {
  const ids = new Set(chosen.map((each) => each.id))
  const others = recentPeople(userId).filter((each) => !ids.has(each.id))
  const kept = [...chosen, ...others].slice(0, kMost)
  try {
    localStorage.setItem(
      keyOf(userId),
      JSON.stringify(kept.map(({ id, name, avatar }) => ({ id, name, avatar }))),
    )
  } catch {
    // A full or closed storage forgets them.
  }
}

function isPicked(each: unknown): each is Picked {
  const { id, name } = (each ?? {}) as Partial<Picked>
  return typeof id === 'number' && typeof name === 'string'
}
