interface Ordered {
  id: number
  priority: number
  dueDate: string | null
}

/** What is due first, then what presses most, then the newest; what has no day comes last. */
export function byDue(a: Ordered, b: Ordered): number {
  const [day, other] = [a.dueDate ?? '9', b.dueDate ?? '9']
  if (day !== other) return day < other ? -1 : 1
  return b.priority - a.priority || b.id - a.id
}
