import { describe, expect, it } from 'vitest'
import { placeBeside } from './place'

describe('placeBeside', () => {
  const view = { width: 1000, height: 800 }
  const size = { width: 200, height: 100 }
  it('stays within the view and turns where there is no room', () => {
    const wish = { side: 'below', align: 'start' } as const
    const at = (left: number, top: number) => ({ left, top, width: 50, height: 20 })
    expect(placeBeside(at(100, 100), size, view, wish)).toEqual({ left: 100, top: 124 })
    expect(placeBeside(at(950, 780), size, view, wish)).toEqual({ left: 792, top: 676 })
    const up = placeBeside(at(300, 20), size, view, { side: 'above', align: 'end' })
    expect(up).toEqual({ left: 150, top: 44 })
  })
})
