import { describe, expect, it } from 'vitest'
import { ApiError, NetworkError } from '@/api/http'
import { failureOf } from '@/i18n/errors'
import { listState } from './list_state'

const broken = new ApiError(500, '', 500, 'trace-1')

describe('the place of a list', () => {
  const failure = failureOf(broken)

  it('is empty only when the server has said so', () => {
    expect(listState(0, false, null)).toBe('loading')
    expect(listState(0, false, failure)).toBe('failed')
    expect(listState(0, true, failure)).toBe('failed')
    expect(listState(0, true, null)).toBe('empty')
  })

  it('keeps the rows it has', () => {
    expect(listState(3, true, failure)).toBe('rows')
    expect(listState(3, false, null)).toBe('rows')
  })
})

describe('a failure', () => {
  it('carries the trace id of the answer, if there was one', () => {
    expect(failureOf(broken).trace).toBe('trace-1')
    expect(failureOf(broken).text).not.toBe('')
    expect(failureOf(new NetworkError('no'))).toMatchObject({ trace: null })
  })
})
