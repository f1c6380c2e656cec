import { describe, expect, it } from 'vitest'
import { changesOf, clashesOf, merge, settled } from './merge'

const cut = (text: string) => text.split('')
const put = (base: string, mine: string, theirs: string) => merge(cut(base), cut(mine), cut(theirs))
const whole = (base: string, mine: string, theirs: string) => settled(put(base, mine, theirs), [])

describe('merging', () => {
  it('takes what either changed', () => {
    expect(whole('abcdef', 'aXcdef', 'abcdYf')).toBe('aXcdYf')
    expect(whole('abc', 'abc', 'axc')).toBe('axc')
    expect(whole('abc', 'axc', 'abc')).toBe('axc')
    expect(whole('abcdef', 'acdef', 'abcdefg')).toBe('acdefg')
    expect(whole('', '', 'a')).toBe('a')
    expect(whole('abc', '', 'abc')).toBe('')
  })

  it('takes a change that both made once', () => {
    expect(whole('abc', 'axc', 'axc')).toBe('axc')
    expect(clashesOf(put('abc', 'axc', 'axc'))).toEqual([])
    expect(whole('abc', 'xabcy', 'xabc')).toBe('xabcy')
  })

  it('shows both where they differ', () => {
    expect(put('abc', 'axc', 'ayc')).toEqual([
      { kind: 'same', blocks: ['a'] },
      { kind: 'clash', base: ['b'], mine: ['x'], theirs: ['y'] },
      { kind: 'same', blocks: ['c'] },
    ])
    // Changed here, deleted there.
    expect(clashesOf(put('abc', 'axc', 'ac'))).toHaveLength(1)
    // Both wrote at one place.
    expect(clashesOf(put('ac', 'axc', 'ayc'))).toHaveLength(1)
    expect(clashesOf(put('', 'x', 'y'))).toHaveLength(1)
  })

  it('settles each as it was chosen', () => {
    const pieces = put('abcde', 'axcye', 'a1c2e')
    expect(settled(pieces, ['mine', 'theirs'])).toBe('axc2e')
    expect(settled(pieces, ['theirs', 'both'])).toBe('a1cy2e')
    expect(settled(pieces, [])).toBe('ax1cy2e')
  })

  it('loses nothing that was added, whatever it is', () => {
    let seed = 7
    const random = (most: number) => {
      seed = (seed * 1103515245 + 12345) % 2147483648
      return seed % most
    }
    for (let turn = 0; turn < 300; turn++) {
      const base = Array.from({ length: random(8) }, (_, i) => `b${i}`)
      const edited = (name: string) => {
        const out = [...base]
        for (let i = 0; i < 3; i++) {
          const at = random(out.length + 1)
          if (random(3) === 0) out.splice(at, 1)
          else out.splice(at, random(2), `${name}${i}`)
        }
        return out
      }
      const [mine, theirs] = [edited('m'), edited('t')]
      const pieces = merge(base, mine, theirs)
      const flat = (side: 'mine' | 'theirs') =>
        pieces.flatMap((p) => (p.kind === 'same' ? p.blocks : p[side]))
      for (const each of mine.filter((b) => b.startsWith('m'))) expect(flat('mine')).toContain(each)
      for (const each of theirs.filter((b) => b.startsWith('t'))) {
        expect(flat('theirs')).toContain(each)
      }
      // What either deleted, and nobody wrote over, is gone; what both kept is there.
      for (const each of base.filter((b) => mine.includes(b) && theirs.includes(b))) {
        expect([...flat('mine'), ...flat('theirs')]).toContain(each)
      }
    }
  })

  it('says what changed', () => {
    expect(changesOf(cut('abc'), cut('abc'))).toEqual([])
    expect(changesOf(cut('abcd'), cut('aXcdY'))).toEqual([
      { from: 1, to: 2, blocks: ['X'] },
      { from: 4, to: 4, blocks: ['Y'] },
    ])
  })
})
