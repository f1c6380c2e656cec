import { computed, shallowReactive, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { MeetingRoom } from '@/api/types'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { useArrivals } from '@/notice/arrivals'
import { useAttention } from '@/session/attention'
import * as api from './api'
import type { RoomFilter } from './api'
import { serverDays, slotsOf, spanOfDay } from './plan'
import type { Slot } from './plan'

/** Rooms that a filter leaves, and when each is taken on a day. */

const kPage = 20
/** Rooms whose day is asked for at once. */
const kAtOnce = 5
/** What others book is told to nobody else: a page that is looked at asks again that often. */
const kAgainMs = 60_000

const compare = (a: string, b: string) => a.localeCompare(b, undefined, { numeric: true })

export function usePlan(filter: Ref<RoomFilter>, day: Ref<string>) {
  const attention = useAttention()
  const found = shallowRef<readonly MeetingRoom[]>([])
  /** As one walks by: floor by floor. */
  const rooms = computed(() =>
    [...found.value].sort(
      (a, b) => compare(a.floor, b.floor) || compare(a.roomName, b.roomName) || a.id - b.id,
    ),
  )
  const total = shallowRef(0)
  const loaded = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  /** By room; one that is not in it is not known yet. */
  const slots = shallowReactive(new Map<number, readonly Slot[]>())
  const span = computed(() => spanOfDay(day.value))
  let page = 0
  let asked = 0

  async function load(): Promise<void> {
    const mine = ++asked
    try {
      const first = await api.pageRooms(filter.value, 1, kPage)
      if (mine !== asked) return
      found.value = first.records
      total.value = first.total
      page = 1
      loaded.value = true
      failure.value = null
      await days(mine)
    } catch (error) {
      if (mine === asked) failure.value = failureOf(error)
    }
  }

  async function more(): Promise<void> {
    const next = await api.pageRooms(filter.value, page + 1, kPage)
    page++
    const known = new Set(found.value.map((each) => each.id))
    found.value = [...found.value, ...next.records.filter((each) => !known.has(each.id))]
    await days(asked)
  }

  /** The day of each room, a few at a time; one that cannot be had stays as it is. */
  async function days(mine: number): Promise<void> {
    const waiting = [...rooms.value]
    const work = async () => {
      for (let room = waiting.shift(); room && mine === asked; room = waiting.shift()) {
        await dayOfRoom(room.id).catch(() => undefined)
      }
    }
    await Promise.all(Array.from({ length: kAtOnce }, work))
  }

  /** Asks again for one room; answers what is taken. */
  async function dayOfRoom(roomId: number): Promise<readonly Slot[]> {
    const of = span.value
    const days = await Promise.all(serverDays(of).map((each) => api.roomDay(roomId, each)))
    const taken = slotsOf(days.flat(), of)
    if (of === span.value) slots.set(roomId, taken)
    return taken
  }

  watch(day, () => slots.clear(), { flush: 'sync' })
  watch([filter, day], load, { immediate: true })
  useArrivals(['MEETING'], () => void load())
  watch(
    () => attention.attentive,
    (on) => {
      if (on && loaded.value) void load()
    },
  )
  let known = Date.now()
  watch(
    () => attention.minute,
    (now) => {
      if (!attention.attentive || !loaded.value || now - known < kAgainMs) return
      known = now
      void days(asked)
    },
  )
  return { rooms, total, loaded, failure, slots, span, load, more, dayOfRoom }
}
