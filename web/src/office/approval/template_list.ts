import type { Template } from './api'

const kOthers = 'OTHER'

/** Templates by their category, in the order of the first of each; those without one are last. */
export function categoriesOf(templates: readonly Template[]): { name: string; rows: Template[] }[] {
  const found = new Map<string, Template[]>()
  for (const each of templates) {
    const name = each.category.trim() || kOthers
    found.set(name, [...(found.get(name) ?? []), each])
  }
  const parts = [...found].map(([name, rows]) => ({ name, rows }))
  return [
    ...parts.filter(({ name }) => name !== kOthers),
    ...parts.filter(({ name }) => name === kOthers),
  ]
}
