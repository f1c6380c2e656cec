// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as api from '@/api/api'
import { ApiError } from '@/api/http'
import * as people from '@/api/people'
import { useConversations } from '@/message/conversations'
import { useNotices } from '@/notice/notices'
import { useContacts } from '@/person/contacts'
import { listState } from '@/ui/list_state'

vi.mock('@/api/api')
vi.mock('@/api/people')

const broken = new ApiError(500, '', 500, 'trace-1')

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
