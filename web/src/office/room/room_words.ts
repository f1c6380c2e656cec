import { useI18n } from 'vue-i18n'
import type { Booking, MeetingRoom } from '@/api/types'
import { clockText, parseServerTime } from '@/base/time'
import { useAttention } from '@/session/attention'
import { useTimeWords } from '@/ui/use_time_words'
import { dayOf } from '../moments'
import type { Span } from './plan'

/** What is said of rooms and bookings at several places. */
export function useRoomWords() {
  const { t } = useI18n()
  const words = useTimeWords()
  const attention = useAttention()

  /** Seats, where it is, what is in it. */
  function factsOf(room: MeetingRoom): string {
    const has: [boolean, string][] = [
      [room.hasProjector, t('rooms.projector')],
      [room.hasVideoConf, t('rooms.video')],
      [room.hasWhiteboard, t('rooms.whiteboard')],
      [room.hasPhone, t('rooms.phone')],
      [room.needConfirm, t('rooms.needsConfirm')],
    ]
    return [
      isOpen(room) ? '' : t('rooms.closed'),
      t('rooms.people', { count: room.capacity }),
      room.floor ? t('rooms.floorOf', { floor: room.floor }) : '',
      ...has.filter(([there]) => there).map(([, name]) => name),
      room.location,
    ]
      .filter(Boolean)
      .join(' · ')
  }
  const isOpen = (room: MeetingRoom) => room.isBookable && room.status === 'AVAILABLE'
  const clock = (ms: number) => clockText(ms, words.value)

  /** `今天`, or `5月6日周三`. */
  function dayName(ms: number): string {
    if (dayOf(ms) === dayOf(attention.minute)) return t('rooms.today')
    const format = { month: 'short', day: 'numeric', weekday: 'short' } as const
    return new Intl.DateTimeFormat(words.value.language, format).format(ms)
  }
  /** `5月6日周三 10:00–11:00`. */
  function whenText(span: Span): string {
    const from = `${dayName(span.begin)} ${clock(span.begin)}`
    const sameDay = dayOf(span.begin) === dayOf(span.end - 1)
    return `${from}–${sameDay ? '' : `${dayName(span.end)} `}${clock(span.end)}`
  }
  const spanOf = (booking: Booking): Span => ({
    begin: parseServerTime(booking.startTime),
    end: parseServerTime(booking.endTime),
  })
  function stateText(booking: Booking): string {
    const span = spanOf(booking)
    const runs = span.begin <= attention.minute && attention.minute < span.end
    if (booking.isExpired) return t('rooms.state.over')
    if (booking.status === 'CONFIRMED' && runs) return t('rooms.state.running')
    return t(`rooms.state.${booking.status}`)
  }
  return { factsOf, isOpen, clock, dayName, whenText, spanOf, stateText }
}
