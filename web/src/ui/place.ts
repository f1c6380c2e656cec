/** Where something floats beside what it belongs to. */

export interface Box {
  left: number
  top: number
  width: number
  height: number
}

const kEdgePx = 8
const kGapPx = 4

/**
 * Left upper corner for a thing of `size` beside `anchor`: below it or, where there is more room,
 * above it; starting at its left side or ending at its right one; always within the view.
 */
export function placeBeside(
  anchor: Box,
  size: { width: number; height: number },
  view: { width: number; height: number },
  wish: { side: 'below' | 'above'; align: 'start' | 'end' },
): { left: number; top: number } {
  const above = anchor.top - kGapPx - size.height
  const below = anchor.top + anchor.height + kGapPx
  const fitsAbove = above >= kEdgePx
  const fitsBelow = below + size.height <= view.height - kEdgePx
  const goesUp = wish.side === 'above' ? fitsAbove || !fitsBelow : !fitsBelow && fitsAbove
  const left = wish.align === 'start' ? anchor.left : anchor.left + anchor.width - size.width
  return {
    left: clamp(left, kEdgePx, view.width - size.width - kEdgePx),
    top: clamp(goesUp ? above : below, kEdgePx, view.height - size.height - kEdgePx),
  }
}

function clamp(value: number, least: number, most: number): number {
  return Math.max(least, Math.min(value, most))
}
