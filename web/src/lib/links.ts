/** Links to files may be signed and end: `?e=` seconds since 1970 `&s=` signature. */

/** So long before its end a link is not relied on any more. */
const kMarginMs = 60_000

export function isOver(url: string, now: number): boolean {
  const end = /[?&]e=(\d+)/.exec(url)?.[1]
  return end !== undefined && Number(end) * 1000 - kMarginMs < now
}
