// @vitest-environment happy-dom
import { createPinia, setActivePinia } from 'pinia'
import { beforeEach, describe, expect, it, vi } from 'vitest'
import * as people from './api'
import type { Notice } from './api'
import { kSessionKey } from '@/session/session'
import { useNotices } from './notices'

vi.mock('./api')

function notice(id: number, part: Partial<Notice> = {}): Notice {
  return { id, type: 'CONTACT', relatedId: 5, read: false, ...part } as Notice
}

beforeEach(() => {
  localStorage.setItem(kSessionKey, JSON.stringify({ token: 't', user: { id: 1 } }))
  setActivePinia(createPinia())
  vi.clearAllMocks()
})

describe('notices', () => {
  it('lowers the number when one is read, and asks again when that fails', async () => {
    vi.mocked(people.listNotices).mockResolvedValue([notice(1), notice(2, { read: true })])
    vi.mocked(people.countUnreadNotices).mockResolvedValue(1)
    const store = useNotices()
    await store.load()
    await vi.waitFor(() => expect(store.unread).toBe(1))
    vi.mocked(people.readNotice).mockRejectedValueOnce(new Error('away'))
    await expect(store.read(store.rows[0]!)).rejects.toThrow('away')
    await vi.waitFor(() => expect(store.rows[0]!.read).toBe(false))
    vi.mocked(people.readNotice).mockResolvedValue(null)
    await store.read(store.rows[0]!)
    expect(store.rows.every((each) => each.read)).toBe(true)
    expect(store.unread).toBe(0)
  })

  it('shows no list that was asked for before one of it was read', async () => {
    vi.mocked(people.listNotices).mockResolvedValue([notice(1)])
    vi.mocked(people.countUnreadNotices).mockResolvedValue(1)
    const store = useNotices()
    await store.load()
    let answer: (list: Notice[]) => void = () => {}
    const early = new Promise<Notice[]>((resolve) => (answer = resolve))
    vi.mocked(people.listNotices).mockReturnValueOnce(early)
    const loading = store.load()
    vi.mocked(people.readNotice).mockResolvedValue(null)
    await store.read(store.rows[0]!)
    vi.mocked(people.listNotices).mockResolvedValue([notice(1, { read: true })])
    answer([notice(1)])
    await loading
    expect(store.rows[0]!.read).toBe(true)
  })

  it('reads what belongs to a request that was answered, and nothing else', async () => {
    vi.mocked(people.listUnreadNotices).mockResolvedValue([notice(1), notice(2, { relatedId: 6 })])
    vi.mocked(people.countUnreadNotices).mockResolvedValue(1)
    await useNotices().readRelated('CONTACT', 5)
    expect(vi.mocked(people.readNotice).mock.calls).toEqual([[1]])
  })
})
