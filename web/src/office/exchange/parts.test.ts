import { describe, expect, it } from 'vitest'
import { partsOf } from './parts'

describe('partsOf', () => {
  it('leaves a small table as it is', () => {
    expect(partsOf('a,b\n1,2\n', 10, 100)).toEqual([{ text: 'a,b\n1,2\n', offset: 0 }])
    expect(partsOf('', 10, 100)).toEqual([{ text: '\n', offset: 0 }])
  })

  it('gives each part the first line, and says where it begins', () => {
    expect(partsOf('a\r\n1\r\n2\r\n3', 2, 100)).toEqual([
      { text: 'a\r\n1\r\n2\r\n', offset: 0 },
      { text: 'a\r\n3', offset: 2 },
    ])
  })

  it('cuts no cell, and counts its lines', () => {
    expect(partsOf('a\n"1\n1"\n2\n', 1, 100)).toEqual([
      { text: 'a\n"1\n1"\n', offset: 0 },
      { text: 'a\n2\n', offset: 2 },
    ])
  })

  it('keeps parts below a number of bytes', () => {
    expect(partsOf('a\n部门\n部门\n', 9, 10).map((part) => part.text)).toEqual([
      'a\n部门\n',
      'a\n部门\n',
    ])
  })
})
