import { defineStore } from 'pinia'
import { computed, shallowReactive } from 'vue'
import * as api from './api'
import type { Announcement, JoinRequest, Member } from './api'
import type { Group } from '@/person/api'
import { errorText } from '@/i18n/errors'
import { useSession } from '@/session/session'

/** What is known of the groups whose panel was opened; frames about them bring it up to date. */

interface GroupState {
  readonly id: number
  group: Group | null
  /** Owner first, then administrators, then as the server lists them. */
  members: readonly Member[]
  announcement: Announcement | null
  /** Who asks to come in; for owner and administrators. */
  joinRequests: readonly JoinRequest[]
  loading: boolean
  error: string | null
}

const kReloadAfterMs = 300
const kRank: Record<string, number> = { OWNER: 0, ADMIN: 1, MEMBER: 2 }

export const useGroups = defineStore('groups', () => {
  const session = useSession()
  const states = shallowReactive(new Map<number, GroupState>())
  const timers = new Map<number, ReturnType<typeof setTimeout>>()

  function stateOf(id: number): GroupState {
    let state = states.get(id)
    if (!state) {
      state = shallowReactive<GroupState>({
        id,
        group: null,
        members: [],
        announcement: null,
        joinRequests: [],
        loading: false,
        error: null,
      })
      states.set(id, state)
    }
    return state
  }

  /** Throws nothing; a failure is in `error`. */
  async function load(id: number): Promise<void> {
    const state = stateOf(id)
    state.loading = true
    try {
      const [group, members, announcement] = await Promise.all([
        api.getGroup(id),
        api.listMembers(id),
        api.getAnnouncement(id).catch(() => null),
      ])
      state.group = group
      state.members = [...members].sort((a, b) => (kRank[a.role] ?? 2) - (kRank[b.role] ?? 2))
      state.announcement = announcement
      state.error = null
      const manages = group.myRole === 'OWNER' || group.myRole === 'ADMIN'
      state.joinRequests = manages ? await api.listJoinRequests(id).catch(() => []) : []
    } catch (cause) {
      state.error = errorText(cause)
    } finally {
      state.loading = false
    }
  }

  /** Something about the group has changed; it is asked again if anybody looked at it. */
  function changed(id: number): void {
    if (!states.has(id)) return
    clearTimeout(timers.get(id))
    timers.set(
      id,
      setTimeout(() => void load(id), kReloadAfterMs),
    )
  }

  function clear(): void {
    for (const timer of timers.values()) clearTimeout(timer)
    timers.clear()
    states.clear()
  }

  const me = computed(() => session.user?.id ?? 0)
  return { stateOf, load, changed, clear, me }
})

/** The name a member goes by in their group. */
export function memberName(member: Member): string {
  return member.groupNickname || member.nickname || member.userName || String(member.userId)
}
