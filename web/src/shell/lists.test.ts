// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as conversationApi from '@/message/conversation_api'
import * as personApi from '@/person/api'
import { ApiError } from '@/api/http'
import * as people from '@/notice/api'
import { useConversations } from '@/message/conversations'
import { useNotices } from '@/notice/notices'
import { useContacts } from '@/person/contacts'
import { listState } from '@/ui/list_state'

vi.mock('@/message/conversation_api')
vi.mock('@/notice/api')
vi.mock('@/person/api')

const broken = new ApiError(500, '', 500, 'trace-1')

describe('the lists of the stores', () => {
  beforeEach(() => {
    setActivePinia(createPinia())
    vi.resetAllMocks()
  })

  it('say that they failed, and no more once they are loaded', async () => {
    vi.mocked(conversationApi.listConversations).mockRejectedValue(broken)
    vi.mocked(personApi.listContacts).mockRejectedValue(broken)
    vi.mocked(people.listNotices).mockRejectedValue(broken)
    const stores = [useConversations(), useContacts(), useNotices()]
    for (const store of stores) {
      await store.load()
      expect(store.error?.trace).toBe('trace-1')
      expect(listState(0, store.loaded, store.error)).toBe('failed')
    }
    vi.mocked(conversationApi.listConversations).mockResolvedValue([])
    vi.mocked(personApi.listContacts).mockResolvedValue([])
    vi.mocked(personApi.listReceivedRequests).mockResolvedValue([])
    vi.mocked(people.listNotices).mockResolvedValue([])
    for (const store of stores) {
      await store.load()
      expect(listState(0, store.loaded, store.error)).toBe('empty')
    }
  })
})
