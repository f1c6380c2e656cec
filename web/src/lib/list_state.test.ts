// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/api'
import { ApiError, NetworkError } from '@/api/http'
import * as people from '@/api/people'
import { failureOf } from '@/i18n/errors'
import { useContacts } from '@/stores/contacts'
import { useConversations } from '@/stores/conversations'
import { useNotices } from '@/stores/notices'
import { listState } from './list_state'

vi.mock('@/api/api')
vi.mock('@/api/people')

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

describe('the lists of the stores', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    vi.resetAllMocks()
  })

  it('say that they failed, and no more once they are loaded', async () => {
    vi.mocked(api.listConversations).mockRejectedValue(broken)
    vi.mocked(api.listContacts).mockRejectedValue(broken)
    vi.mocked(people.listNotices).mockRejectedValue(broken)
    const stores = [useConversations(), useContacts(), useNotices()]
    for (const store of stores) {
      await store.load()
      expect(store.error?.trace).toBe('trace-1')
      expect(listState(0, store.loaded, store.error)).toBe('failed')
    }
    vi.mocked(api.listConversations).mockResolvedValue([])
    vi.mocked(api.listContacts).mockResolvedValue([])
    vi.mocked(api.listReceivedRequests).mockResolvedValue([])
    vi.mocked(people.listNotices).mockResolvedValue([])
    for (const store of stores) {
      await store.load()
      expect(listState(0, store.loaded, store.error)).toBe('empty')
    }
  })
})
