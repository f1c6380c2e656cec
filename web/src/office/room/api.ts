import { request } from '@/api/http'
import type {
  BookMeetingBody,
  Booking,
  MeetingRoom,
  MeetingRoomBody,
  MeetingSlot,
} from '@/api/types'
import { formatServerTime } from '@/base/time'
import type { Span } from './plan'

/** Meeting rooms and their bookings (ruoyi 19). All throw as request() does. */

export interface RoomFilter {
  keyword: string
  minCapacity: number
  floor: string
  hasProjector: boolean
  hasWhiteboard: boolean
  hasVideoConf: boolean
}

interface Page<T> {
  total: number
  records: T[]
}

export function pageRooms(
  filter: RoomFilter,
  pageNum: number,
  pageSize: number,
): Promise<Page<MeetingRoom>> {
  // What is not asked for may be as it likes: false would ask for rooms without.
  const wanted = Object.fromEntries(Object.entries(filter).filter(([, value]) => Boolean(value)))
  return request('POST', '/meeting-room/page', { body: { ...wanted, pageNum, pageSize } })
}

/** `day` is one of GMT+8. */
export async function roomDay(roomId: number, day: string): Promise<MeetingSlot[]> {
  const found = await request<{ schedules: MeetingSlot[] | null }>(
    'GET',
    `/meeting-room/${roomId}/schedule`,
    { query: { date: day } },
  )
  return found.schedules ?? []
}

/** Rooms that nobody has then, the smallest that suffice first. */
export async function freeRooms(
  span: Span,
  minCapacity: number,
  pageSize: number,
): Promise<MeetingRoom[]> {
  const query = {
    startTime: formatServerTime(span.begin),
    endTime: formatServerTime(span.end),
    minCapacity,
    pageNum: 1,
    pageSize,
  }
  return (await request<MeetingRoom[] | null>('GET', '/meeting-room/available', { query })) ?? []
}

export function createRoom(body: Omit<MeetingRoomBody, 'id'>): Promise<number> {
  return request('POST', '/meeting-room/create', { body })
}

export function updateRoom(body: MeetingRoomBody): Promise<null> {
  return request('PUT', '/meeting-room', { body })
}

export function deleteRoom(id: number): Promise<null> {
  return request('DELETE', `/meeting-room/${id}`)
}

export function book(body: BookMeetingBody): Promise<number> {
  return request('POST', '/meeting-room/book', { body })
}

export async function ownBookings(pageNum: number, pageSize: number): Promise<Booking[]> {
  const query = { pageNum, pageSize }
  return (await request<Booking[] | null>('GET', '/meeting-room/booking/my', { query })) ?? []
}

export function getBooking(id: number): Promise<Booking> {
  return request('GET', `/meeting-room/booking/${id}`)
}

export function cancelBooking(id: number, reason: string): Promise<null> {
  const body = reason ? { reason } : {}
  return request('POST', `/meeting-room/booking/${id}/cancel`, { body })
}

export function confirmBooking(id: number): Promise<null> {
  return request('POST', `/meeting-room/booking/${id}/confirm`)
}

export function checkIn(id: number): Promise<null> {
  return request('POST', `/meeting-room/booking/${id}/check-in`)
}

export function checkOut(id: number): Promise<null> {
  return request('POST', `/meeting-room/booking/${id}/check-out`)
}

export function giveFeedback(id: number, feedback: string, rating: number): Promise<null> {
  return request('POST', `/meeting-room/booking/${id}/feedback`, { body: { feedback, rating } })
}
