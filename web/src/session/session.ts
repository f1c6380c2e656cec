import { defineStore } from 'pinia'
import { computed, shallowRef } from 'vue'
import * as api from './api'
import { ApiError, setCredentials } from '@/api/http'
import type { LoginData, User } from '@/api/types'
import { allowDrafts } from '@/data/drafts'
import { clearUser, markSignedOut, unmarkSignedOut, wasSignedOut } from '@/data/local'

/** Who is signed in at this browser. Shared by all tabs through localStorage. */

export const kSessionKey = 'koine.session'
const kRenewLock = 'koine.renew'

interface SavedSession {
  token: string
  refreshToken: string | null
  /** ms; 0 = unknown. */
  expiresAt: number
  /** ms */
  lifetime: number
  user: User
}

/** Assumed when the server does not say. */
const kDefaultLifetimeMs = 2 * 3_600_000
const kMostMarginMs = 5 * 60_000
/** A plain timer looks this often whether the token is about to end. */
const kLookEveryMs = 60_000

export type EndReason = 'out' | 'expired' | 'elsewhere'

export const useSession = defineStore('session', () => {
  const saved = shallowRef<SavedSession | null>(load())
  const user = computed(() => saved.value?.user ?? null)
  /** Why the last session ended, for the sign-in page. */
  const ended = shallowRef<EndReason | null>(null)
  let renewing: Promise<string | null> | null = null

  function keep(data: LoginData, before: SavedSession | null): void {
    const lifetime = (data.expiresIn ?? 0) * 1000 || kDefaultLifetimeMs
    store({
      token: data.token,
      refreshToken: data.refreshToken ?? before?.refreshToken ?? null,
      expiresAt: Date.now() + lifetime,
      lifetime,
      user: data.userInfo ?? before?.user,
    })
  }

  function store(session: SavedSession | null): void {
    saved.value = session
    try {
      if (session) localStorage.setItem(kSessionKey, JSON.stringify(session))
      else localStorage.removeItem(kSessionKey)
    } catch {
      // Without storage the session lives as long as the page.
    }
  }

  async function signIn(username: string, password: string): Promise<void> {
    const data = await api.login(username, password)
    ended.value = null
    unmarkSignedOut()
    allowDrafts()
    keep(data, null)
  }

  /** Forgets the session here and, as far as it can be reached, at the server. */
  async function signOut(): Promise<void> {
    await Promise.race([
      api.logout().catch(() => undefined),
      new Promise((done) => setTimeout(done, 2000)),
    ])
    const id = saved.value?.user.id ?? 0
    markSignedOut(id)
    end('out')
    await clearUser(id)
  }

  /** The own profile was changed here. */
  function updateUser(change: Partial<User>): void {
    const session = saved.value
    if (session) store({ ...session, user: { ...session.user, ...change } })
  }

  function end(reason: EndReason): void {
    if (!saved.value) return
    ended.value = reason
    store(null)
  }

  function isEnding(session: SavedSession): boolean {
    const margin = Math.min(kMostMarginMs, session.lifetime * 0.2)
    return session.expiresAt > 0 && session.expiresAt - Date.now() < margin
  }

  /** A token to send. Renews one that is about to end; throws when only the network is missing. */
  async function current(): Promise<string | null> {
    const session = saved.value
    if (!session) return null
    if (!isEnding(session)) return session.token
    try {
      return await renew(session.token)
    } catch (error) {
      if (session.expiresAt > Date.now()) return session.token
      throw error
    }
  }

  /** A token newer than `token`, or null: sign in again. One renewal at a time over all tabs. */
  function renew(token: string): Promise<string | null> {
    renewing ??= withLock(kRenewLock, () => renewNow(token)).finally(() => (renewing = null))
    return renewing
  }

  async function renewNow(token: string): Promise<string | null> {
    // Another tab may have done it while we waited for the lock.
    const session = load()
    if (!session) {
      end('elsewhere')
      return null
    }
    if (session.token !== token) {
      saved.value = session
      return session.token
    }
    try {
      const data = await api.refresh(session.token, session.refreshToken)
      keep(data, session)
      return data.token
    } catch (error) {
      // The refusal is final; trouble of the network or the server is not.
      if (!(error instanceof ApiError) || error.status >= 429) throw error
      end('expired')
      return null
    }
  }

  setCredentials({
    current,
    renewed: async (token) => {
      const session = saved.value
      if (!session) return null
      return session.token !== token ? session.token : renew(token)
    },
  })

  setInterval(() => {
    if (saved.value) void current().catch(() => undefined)
  }, kLookEveryMs)

  // Another tab signed in, out, or renewed the token.
  window.addEventListener('storage', (event) => {
    if (event.key !== kSessionKey) return
    const session = load()
    if (!session) {
      const id = saved.value?.user.id ?? 0
      end('elsewhere')
      if (wasSignedOut(id)) void clearUser(id)
    } else if (saved.value && saved.value.user.id !== session.user.id) location.reload()
    else {
      allowDrafts()
      saved.value = session
    }
  })

  return { saved, user, ended, signIn, signOut, updateUser, end, current, renew }
})

function load(): SavedSession | null {
  try {
    const parsed: unknown = JSON.parse(localStorage.getItem(kSessionKey) ?? 'null')
    const session = parsed as SavedSession | null
    return session && typeof session.token === 'string' && session.user?.id ? session : null
  } catch {
    return null
  }
}

async function withLock<T>(name: string, run: () => Promise<T>): Promise<T> {
  // Locks exist in secure contexts only; over plain HTTP the tabs may both renew, which is harmless
  // as long as the server accepts the older refresh token once more.
  if (!navigator.locks) return run()
  return (await navigator.locks.request(name, run)) as T
}
