import { describe, expect, it } from 'vitest'
import { mindOf, sheetOf } from './foreign'

describe('sheets of other clients', () => {
  it('become rows of one width', () => {
    expect(sheetOf('[["a",1],[true]]')).toEqual([
      ['a', '1'],
      ['true', ''],
    ])
    expect(sheetOf('{"sheets":[{"data":[[{"v":"x","m":"X"},null]]}]}')).toEqual([['X', '']])
    expect(sheetOf('a,b\n1,2\n')).toEqual([
      ['a', 'b'],
      ['1', '2'],
    ])
  })
  it('are none where nothing says so', () => {
    for (const each of ['', 'text', '{"a":1}', '<p>a,b</p>', '[1,2]']) {
      expect(sheetOf(each), each).toBeNull()
    }
  })
})

describe('mind maps of other clients', () => {
  it('become a tree', () => {
    const tree = { text: 'a', children: [{ text: 'b', children: [] }] }
    expect(mindOf('{"text":"a","children":[{"title":"b"}]}')).toEqual(tree)
    expect(mindOf('{"nodeData":{"topic":"a","children":[{"topic":"b"}]}}')).toEqual(tree)
    expect(mindOf('{"root":{"data":{"text":"a"},"children":[{"data":{"text":"b"}}]}}')).toEqual(
      tree,
    )
    expect(mindOf('{"data":{"text":"a"},"children":[{"data":{"text":"b"}}]}')).toEqual(tree)
    expect(mindOf('text')).toBeNull()
  })
})
