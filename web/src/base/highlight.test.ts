import { describe, expect, it } from 'vitest'
import { excerpt, highlight, isSearchable } from './highlight'

describe('search', () => {
  it('marks every hit and nothing else', () => {
    expect(highlight('Ab aB x', 'AB')).toEqual([
      { text: 'Ab', hit: true },
      { text: ' ', hit: false },
      { text: 'aB', hit: true },
      { text: ' x', hit: false },
    ])
    expect(highlight('<b>', '')).toEqual([{ text: '<b>', hit: false }])
    expect(highlight('İstanbul', 'stan')).toEqual([{ text: 'İstanbul', hit: false }])
  })

  it('starts at one Chinese character or two others', () => {
    expect([' a', 'ab', '中', ' '].map(isSearchable)).toEqual([false, true, true, false])
  })

  it('shows the words around a hit far inside', () => {
    const text = excerpt(`${'x'.repeat(300)} needle ${'y'.repeat(300)}`, 'NEEDLE')
    expect(text).toContain('needle')
    expect(text.startsWith('…')).toBe(true)
    expect(text.endsWith('…')).toBe(true)
    expect(excerpt('short\nneedle', 'needle')).toBe('short needle')
  })
})
