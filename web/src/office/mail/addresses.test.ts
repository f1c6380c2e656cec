import { expect, it } from 'vitest'
import { addressesIn } from './addresses'

it('finds addresses in what was pasted, and leaves the rest to be mended', () => {
  expect(addressesIn('ann@example.com')).toEqual({ found: ['ann@example.com'], left: '' })
  expect(addressesIn('Ann <ann@example.com>; bob@x.example，ann@example.com')).toEqual({
    found: ['ann@example.com', 'bob@x.example'],
    left: '',
  })
  expect(addressesIn('ann@example.com, nobody')).toEqual({
    found: ['ann@example.com'],
    left: 'nobody',
  })
  for (const wrong of ['ann@', '@x.example', 'a b@x.example', 'ann@localhost', 'a@x.y\\']) {
    expect(addressesIn(wrong).found, wrong).toEqual([])
  }
})
