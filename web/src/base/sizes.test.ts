import { describe, expect, it } from 'vitest'
import { cutName, sizeText, splitName } from './sizes'

describe('sizes and names', () => {
  it('writes sizes', () => {
    const sizes = [0, 512, 1024, 1_258_291, 34 * 1024 * 1024, 5 * 1024 ** 3]
    expect(sizes.map(sizeText)).toEqual(['0 B', '512 B', '1.0 KB', '1.2 MB', '34 MB', '5.0 GB'])
  })

  it('cuts a name in the middle', () => {
    expect(cutName('short.pdf')).toBe('short.pdf')
    const cut = cutName(`${'长'.repeat(60)}.pdf`, 20)
    expect(Array.from(cut)).toHaveLength(20)
    expect(cut.endsWith('.pdf')).toBe(true)
  })

  it('keeps the extension in the second part', () => {
    const { head, tail } = splitName('a very long name of a report.final.docx')
    expect(head + tail).toBe('a very long name of a report.final.docx')
    expect(tail.endsWith('.docx')).toBe(true)
  })
})
