import { describe, expect, it } from 'vitest'
import { kMostZoom, kWhole, swipeOf, zoomAt } from './zoom'

describe('zoomAt', () => {
  /** Where a point of the picture, counted from its own middle, is seen. */
  const seen = (view: { zoom: number; x: number; y: number }, px: number, py: number) => ({
    x: view.x + px * view.zoom,
    y: view.y + py * view.zoom,
  })

  it('keeps what is under the pointer there', () => {
    let view = kWhole
    for (const by of [1.25, 1.25, 3, 0.7]) {
      const under = { x: (120 - view.x) / view.zoom, y: (-45 - view.y) / view.zoom }
      view = zoomAt(view, by, 120, -45)
      expect(seen(view, under.x, under.y).x).toBeCloseTo(120)
      expect(seen(view, under.x, under.y).y).toBeCloseTo(-45)
    }
  })

  it('lays a picture that fits into the middle', () => {
    expect(zoomAt({ zoom: 1.2, x: 80, y: 9 }, 0.5, 10, 10)).toEqual({ zoom: 0.6, x: 0, y: 0 })
  })

  it('ends at the largest', () => {
    expect(zoomAt(kWhole, 1000).zoom).toBe(kMostZoom)
  })
})

describe('swipeOf', () => {
  it('knows left, right and down', () => {
    expect(swipeOf(-60, 10)).toBe('next')
    expect(swipeOf(60, -10)).toBe('previous')
    expect(swipeOf(5, 120)).toBe('close')
  })

  it('takes neither a tap nor a slant for a swipe', () => {
    expect(swipeOf(20, 0)).toBeNull()
    expect(swipeOf(60, 55)).toBeNull()
    expect(swipeOf(0, -200)).toBeNull()
  })
})
