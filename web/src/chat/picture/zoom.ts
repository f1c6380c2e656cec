/** Where a picture lies in its window: how large, and how far from the middle, in CSS pixels. */
export interface View {
  zoom: number
  x: number
  y: number
}

export const kWhole: View = { zoom: 1, x: 0, y: 0 }
const kLeastZoom = 0.2
export const kMostZoom = 8

/** How far a finger goes before it counts as a swipe, and how much more along than across. */
const kSwipePx = 48
const kSwipeSlope = 1.5

/**
 * The view `by` times as large, in which the point (x, y), counted from the middle of the window,
 * stays where it is. A picture that is not larger than its window lies in the middle.
 */
export function zoomAt(view: View, by: number, x = 0, y = 0): View {
  const zoom = Math.min(kMostZoom, Math.max(kLeastZoom, view.zoom * by))
  if (zoom <= 1) return { ...kWhole, zoom }
  const grown = zoom / view.zoom
  return { zoom, x: x - (x - view.x) * grown, y: y - (y - view.y) * grown }
}

export type Swipe = 'previous' | 'next' | 'close' | null

/** What a finger that went (dx, dy) asks for: left the next picture, right the one before, down. */
export function swipeOf(dx: number, dy: number): Swipe {
  if (Math.abs(dx) >= kSwipePx && Math.abs(dx) > kSwipeSlope * Math.abs(dy)) {
    return dx < 0 ? 'next' : 'previous'
  }
  if (dy >= 2 * kSwipePx && dy > kSwipeSlope * Math.abs(dx)) return 'close'
  return null
}
