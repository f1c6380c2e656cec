/** The value below which `part` of all values lie; NaN without values. */
export function share(values, part) {
  const all = [...values].sort((a, b) => a - b)
  return all[Math.min(all.length - 1, Math.floor(all.length * part))] ?? NaN
}
