import { computed, onScopeDispose, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { listBusy } from './api'
import type { EventForm } from './form'
import { msOf } from './zoned'
import type { Wall } from './zoned'

const kMostAsked = 50
const kPauseMs = 400

// NaN while a date or a time is half written.
function momentOf(wall: Wall, zone: string): number {
  try {
    return msOf(wall, zone)
  } catch {
    return NaN
  }
}

/**
 * The names of guests who have something at the time of the form, as far as it may be known. Those
 * who are invited already are left out: what they have then may be this event.
 */
export function useBusy(form: Ref<EventForm>, invited: ReadonlySet<number>) {
  const busy = shallowRef<string[]>([])
  const asked = computed(() => {
    const { guests, start, end, zone } = form.value
    const fresh = guests.filter((each) => !invited.has(each.id)).slice(0, kMostAsked)
    return { guests: fresh, from: momentOf(start, zone), to: momentOf(end, zone) }
  })
  let timer: ReturnType<typeof setTimeout> | undefined
  let turn = 0

  async function look() {
    const mine = ++turn
    const { guests, from, to } = asked.value
    if (guests.length === 0 || !(to > from)) {
      busy.value = []
      return
    }
    const ids = guests.map((each) => each.id)
    // Without an answer nothing is said: it is a hint.
    const found = await listBusy(ids, from, to).catch(() => [])
    if (mine !== turn) return
    const taken = new Set(found.filter((each) => each.busy.length > 0).map((each) => each.userId))
    busy.value = guests.filter((each) => taken.has(each.id)).map((each) => each.name)
  }

  watch(
    () => JSON.stringify(asked.value),
    () => {
      clearTimeout(timer)
      timer = setTimeout(look, kPauseMs)
    },
    { immediate: true },
  )
  onScopeDispose(() => clearTimeout(timer))
  return busy
}
