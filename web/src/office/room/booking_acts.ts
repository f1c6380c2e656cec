import type { Booking } from '@/api/types'
import { parseServerTime } from '@/base/time'

/** What somebody may do with a booking, as far as it can be known without asking. */

/** So long before it begins people may check in. */
const kCheckInMs = 15 * 60_000

export type BookingAct = 'confirm' | 'checkIn' | 'checkOut' | 'feedback' | 'cancel'

export interface Viewer {
  id: number
  admin: boolean
}

export function actsOf(booking: Booking, me: Viewer, now: number): BookingAct[] {
  const begin = parseServerTime(booking.startTime)
  const end = parseServerTime(booking.endTime)
  const mine = booking.bookingUserId === me.id
  const seat = booking.attendees.find((each) => each.userId === me.id)
  // Others see it only because they look after the room.
  const manages = me.admin || (!mine && !seat)
  const open = booking.status === 'PENDING' || booking.status === 'CONFIRMED'
  const running = open && now < end
  const confirmed = booking.status === 'CONFIRMED'
  const acts: BookingAct[] = []
  if (manages && running && booking.status === 'PENDING') acts.push('confirm')
  const here = seat ? seat.isCheckedIn : hasCome(booking)
  if ((mine || seat) && confirmed && running && now >= begin - kCheckInMs && !here) {
    acts.push('checkIn')
  }
  if (mine && confirmed && booking.isCheckedIn && !booking.isCheckedOut) acts.push('checkOut')
  if (mine && booking.status === 'COMPLETED') acts.push('feedback')
  if ((mine || manages) && running) acts.push('cancel')
  return acts
}

/** Whether the booker has: of the others each is known, and somebody must have been the first. */
function hasCome(booking: Booking): boolean {
  return booking.isCheckedIn && !booking.attendees.some((each) => each.isCheckedIn)
}

/** To come or running first, the nearest first; then what is over, the latest first. */
export function ordered(bookings: readonly Booking[], now: number): Booking[][] {
  const isOver = (each: Booking) =>
    each.status === 'CANCELLED' ||
    each.status === 'COMPLETED' ||
    parseServerTime(each.endTime) <= now
  const byBegin = (a: Booking, b: Booking) => a.startTime.localeCompare(b.startTime)
  const ahead = bookings.filter((each) => !isOver(each)).sort(byBegin)
  const over = bookings.filter(isOver).sort((a, b) => byBegin(b, a))
  return [ahead, over]
}
