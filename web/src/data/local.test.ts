// @vitest-environment happy-dom
import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { allowDrafts, draftOf, saveDraft } from './drafts'
import { clearUser } from './local'
import { openOutboxStorage } from './outbox_storage'

const kUser = 7

beforeEach(() => {
  localStorage.clear()
  allowDrafts()
})

describe('clearUser', () => {
  it('leaves nothing of the user, and lets nothing be written again', async () => {
    saveDraft(kUser, 1, 'a secret')
    saveDraft(kUser + 1, 1, 'of another')
    localStorage.setItem(`koine.last.${kUser}`, '1')
    localStorage.setItem('koine.emoji', '{}')
    const outbox = openOutboxStorage(kUser)
    await outbox.all()
    await clearUser(kUser)
    // The field goes away after it.
    saveDraft(kUser, 1, 'a secret')
    expect(Object.keys(localStorage)).toEqual([`koine.draft.${kUser + 1}.1`])
    const databases = await indexedDB.databases()
    expect(databases.map((each) => each.name)).not.toContain(`koine-outbox-${kUser}`)
    expect(draftOf(kUser, 1)).toBe('')
    allowDrafts()
    saveDraft(kUser, 1, 'again')
    expect(draftOf(kUser, 1)).toBe('again')
  })
})
