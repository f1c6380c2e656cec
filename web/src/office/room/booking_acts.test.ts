import { describe, expect, it } from 'vitest'
import type { Booking } from '@/api/types'
import { parseServerTime } from '@/base/time'
import { actsOf, ordered } from './booking_acts'

const kBooker = { id: 1, admin: false }
const kGuest = { id: 2, admin: false }
const kManager = { id: 3, admin: false }
const at = (clock: string) => parseServerTime(`2030-05-06 ${clock}:00`)

function booking(more: Partial<Booking> = {}): Booking {
  return {
    id: 1,
    bookingUserId: kBooker.id,
    startTime: '2030-05-06 10:00:00',
    endTime: '2030-05-06 11:00:00',
    status: 'CONFIRMED',
    attendees: [
      { userId: kGuest.id, userName: 'Bob', userAvatar: '', isCheckedIn: false, checkInTime: null },
    ],
    isCheckedIn: false,
    isCheckedOut: false,
    ...more,
  } as Booking
}

describe('what may be done with a booking', () => {
  it('is cancelling for the booker and who manages, not for guests', () => {
    expect(actsOf(booking(), kBooker, at('09:00'))).toEqual(['cancel'])
    expect(actsOf(booking(), kGuest, at('09:00'))).toEqual([])
    expect(actsOf(booking(), kManager, at('09:00'))).toEqual(['cancel'])
    expect(actsOf(booking(), kBooker, at('11:00'))).toEqual([])
  })
  it('is checking in from a quarter of an hour before', () => {
    expect(actsOf(booking(), kGuest, at('09:44'))).toEqual([])
    expect(actsOf(booking(), kGuest, at('09:45'))).toEqual(['checkIn'])
    expect(actsOf(booking(), kBooker, at('10:59'))).toEqual(['checkIn', 'cancel'])
    expect(actsOf(booking({ status: 'PENDING' }), kBooker, at('10:00'))).toEqual(['cancel'])
  })
  it('is checking out once somebody came, also for a booker who was not the first', () => {
    const seat = { ...booking().attendees[0]!, isCheckedIn: true }
    const came = booking({ isCheckedIn: true, attendees: [seat] })
    expect(actsOf(came, kGuest, at('10:00'))).toEqual([])
    expect(actsOf(came, kBooker, at('10:00'))).toEqual(['checkIn', 'checkOut', 'cancel'])
    expect(actsOf(booking({ isCheckedIn: true }), kBooker, at('10:00'))).toEqual([
      'checkOut',
      'cancel',
    ])
  })
  it('is confirming for who manages, and for a booker who is an administrator', () => {
    const waits = booking({ status: 'PENDING' })
    expect(actsOf(waits, kManager, at('09:00'))).toEqual(['confirm', 'cancel'])
    expect(actsOf(waits, { ...kBooker, admin: true }, at('09:00'))).toEqual(['confirm', 'cancel'])
    expect(actsOf(waits, kManager, at('11:00'))).toEqual([])
  })
  it('is saying how it was when it is completed', () => {
    const done = booking({ status: 'COMPLETED' })
    expect(actsOf(done, kBooker, at('12:00'))).toEqual(['feedback'])
    expect(actsOf(done, kGuest, at('12:00'))).toEqual([])
  })
})

it('the nearest stand first, those that are over after them, the latest first', () => {
  const list = [
    booking({ id: 1, startTime: '2030-05-08 10:00:00', endTime: '2030-05-08 11:00:00' }),
    booking({ id: 2, startTime: '2030-05-07 10:00:00', endTime: '2030-05-07 11:00:00' }),
    booking({ id: 3, startTime: '2030-05-09 10:00:00', status: 'CANCELLED' }),
    booking({ id: 4, startTime: '2030-05-05 10:00:00', endTime: '2030-05-05 11:00:00' }),
  ]
  const ids = ordered(list, at('09:00')).map((part) => part.map((each) => each.id))
  expect(ids).toEqual([
    [2, 1],
    [3, 4],
  ])
})
