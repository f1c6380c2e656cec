/**
 * How the grid is arranged, as the server keeps it: a text that other clients write too
 * (`{"commonAppIds": […], "recentApps": […]}`). What this client needs is a member of its own;
 * the others stay as they are.
 */
export interface Layout {
  /** Names; what is not named comes after them. */
  order: readonly string[]
  hidden: readonly string[]
}

interface Named {
  name: string
}

const kOwn = 'koine'
export const kNoLayout: Layout = { order: [], hidden: [] }

function objectIn(text: string | null): Record<string, unknown> {
  try {
    const found = JSON.parse(text ?? '') as unknown
    return found && typeof found === 'object' && !Array.isArray(found)
      ? (found as Record<string, unknown>)
      : {}
  } catch {
    return {}
  }
}

function names(of: unknown): string[] {
  return Array.isArray(of) ? of.filter((each) => typeof each === 'string') : []
}

export function readLayout(text: string | null): Layout {
  const own = (objectIn(text)[kOwn] ?? {}) as Record<string, unknown>
  return { order: names(own.order), hidden: names(own.hidden) }
}

/** What to save in the place of `text`. */
export function withLayout(text: string | null, layout: Layout): Record<string, unknown> {
  return { ...objectIn(text), [kOwn]: { order: layout.order, hidden: layout.hidden } }
}

export function arranged<App extends Named>(apps: readonly App[], layout: Layout): App[] {
  const place = new Map(layout.order.map((name, index) => [name, index]))
  const placeOf = (app: App) => place.get(app.name) ?? layout.order.length
  return [...apps].sort((a, b) => placeOf(a) - placeOf(b))
}

/** `name` at the place `to`, or at the nearest that there is. */
export function moved(order: readonly string[], name: string, to: number): string[] {
  const rest = order.filter((each) => each !== name)
  const place = Math.max(0, Math.min(rest.length, to))
  return [...rest.slice(0, place), name, ...rest.slice(place)]
}
