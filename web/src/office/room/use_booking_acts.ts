import { computed, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Booking, User } from '@/api/types'
import { useAttention } from '@/session/attention'
import { useSession } from '@/session/session'
import { say, sayError } from '@/ui/say'
import * as api from './api'
import { actsOf } from './booking_acts'
import type { BookingAct } from './booking_acts'

/** What the caller may do with bookings, and doing it. `done`: something has changed. */
export function useBookingActs(done: () => unknown) {
  const { t } = useI18n()
  const session = useSession()
  const attention = useAttention()
  const busy = shallowRef<BookingAct | null>(null)
  /** What asks for words first. */
  const asking = shallowRef<{ act: 'cancel' | 'feedback'; booking: Booking } | null>(null)
  const me = computed(() => ({ id: session.user?.id ?? 0, admin: isAdmin(session.user) }))

  function actsFor(booking: Booking): BookingAct[] {
    return actsOf(booking, me.value, attention.minute)
  }

  async function act(name: BookingAct, booking: Booking): Promise<void> {
    if (name === 'cancel' || name === 'feedback') {
      asking.value = { act: name, booking }
      return
    }
    if (busy.value) return
    busy.value = name
    try {
      if (name === 'confirm') await api.confirmBooking(booking.id)
      else if (name === 'checkIn') await api.checkIn(booking.id)
      else await api.checkOut(booking.id)
      say(t(`rooms.done.${name}`))
    } catch (error) {
      sayError(error)
    }
    busy.value = null
    await done()
  }
  /** What was asked for has been done. */
  async function answered(): Promise<void> {
    if (asking.value) say(t(`rooms.done.${asking.value.act}`))
    await done()
  }
  return { me, busy, asking, actsFor, act, answered }
}

/** Who runs the server's rooms; kept from signing in. */
export function isAdmin(user: User | null): boolean {
  const role = (user as { role?: string } | null)?.role ?? ''
  return role === 'ADMIN' || role === 'SUPER_ADMIN'
}
