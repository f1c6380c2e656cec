/** Links to files have a ticket that ends: `?t=RIGHT.END.MARK`, the end in ms since 1970. */

/** So long before its end a link is not relied on any more. */
const kMarginMs = 60_000

export function isOver(url: string, now: number): boolean {
  const end = /(?:[?&]t=|[?&]k=[0-9a-f]+\.)[a-z0-9-]+\.(\d+)\./.exec(url)?.[1]
  return end !== undefined && Number(end) - kMarginMs < now
}
