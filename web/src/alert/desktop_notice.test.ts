// @vitest-environment happy-dom
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeNotices, showNotice } from './desktop_notice'

interface Shown {
  title: string
  tag: string
  data: unknown
  close(): void
}
const notice = { conversationId: 7, messageId: 70, title: 'Ann', body: 'hello' }

/** A browser with a worker; `new Notification` throws as it does on Android. */
function withWorker(): Shown[] {
  const shown: Shown[] = []
  const registration = {
    active: {},
    showNotification: async (title: string, { tag, data }: { tag: string; data: unknown }) => {
      const made = { title, tag, data, close: () => void shown.splice(shown.indexOf(made), 1) }
      shown.push(made)
    },
    getNotifications: async () => [...shown],
  }
  vi.stubGlobal('navigator', { serviceWorker: { getRegistration: async () => registration } })
  vi.stubGlobal(
    'Notification',
    vi.fn(() => {
      throw new TypeError('Illegal constructor')
    }),
  )
  return shown
}

afterEach(() => vi.unstubAllGlobals())

describe('notifications', () => {
  it('go through the worker where there is one, with what a click needs', async () => {
    const shown = withWorker()
    await showNotice(notice, () => undefined)
    expect(shown).toMatchObject([
      { title: 'Ann', tag: 'koine.7', data: { conversationId: 7, messageId: 70 } },
    ])
  })

  it('go away with their message alone', async () => {
    const shown = withWorker()
    await showNotice(notice, () => undefined)
    await closeNotices(8)
    await closeNotices(7, 71)
    expect(shown).toHaveLength(1)
    await closeNotices(7, 70)
    expect(shown).toHaveLength(0)
  })

  it('are made by the page where there is no worker', async () => {
    const made: { onclick?: () => void; close: () => void }[] = []
    vi.stubGlobal('navigator', {})
    vi.stubGlobal(
      'Notification',
      class {
        tag = 'koine.7'
        onclick?: () => void
        close = vi.fn()
        constructor() {
          made.push(this)
        }
      },
    )
    const clicked = vi.fn()
    await showNotice(notice, clicked)
    made[0]!.onclick!()
    expect(clicked).toHaveBeenCalled()
    expect(made[0]!.close).toHaveBeenCalled()
  })
})
