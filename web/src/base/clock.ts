/**
 * The server's clock as far as this page knows it: limits such as "within 2 minutes" are counted on
 * that one, and the clock of an office computer may be minutes off.
 */
let skewMs = 0

export function noteServerTime(serverMs: unknown): void {
  if (typeof serverMs === 'number' && serverMs > 0) skewMs = serverMs - Date.now()
}

export function serverNow(): number {
  return Date.now() + skewMs
}
