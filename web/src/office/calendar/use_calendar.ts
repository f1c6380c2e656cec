import { Calendar } from 'fullcalendar'
import type { CalendarOptions, EventApi } from 'fullcalendar'
import dayGrid from 'fullcalendar/daygrid'
import interaction from 'fullcalendar/interaction'
import list from 'fullcalendar/list'
import chinese from 'fullcalendar/locales/zh-cn'
import theme from 'fullcalendar/themes/classic'
import timeGrid from 'fullcalendar/timegrid'
import 'fullcalendar/skeleton.css'
import 'fullcalendar/themes/classic/theme.css'
import 'fullcalendar/themes/classic/palette.css'
import { onBeforeUnmount, onMounted, shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { useSession } from '@/session/session'
import { listBetween } from './api'
import type { CalendarEvent } from './api'
import { toInput, wholeDays } from './shown'
import type { Place } from './shown'
import { addDays, ownZone, wallOf } from './zoned'

/** The calendar's grid, drawn by FullCalendar into an element; around it everything is ours. */

export const kViews = ['month', 'week', 'day', 'list'] as const
export type View = (typeof kViews)[number]

const kNames: Record<View, string> = {
  month: 'dayGridMonth',
  week: 'timeGridWeek',
  day: 'timeGridDay',
  list: 'listMonth',
}
/** The hour that is at the top when nothing is said. */
const kFirstHour = '08:00:00'
const kSlotMs = 30 * 60_000
const kWorkStartMs = 9 * 3_600_000

export interface Handlers {
  /** Somebody wants an event there. */
  make: (place: Place) => void
  open: (event: CalendarEvent) => void
  /** Resolves to false when it shall go back to where it was. */
  moved: (event: CalendarEvent, to: Place) => Promise<boolean>
  /** What is shown became something else. */
  went: (view: View, date: string) => void
}

function eventOf(shown: EventApi): CalendarEvent {
  return shown.extendedProps.event as CalendarEvent
}

/** A day of whole-day events is one of the event's own zone. */
function placeOf(shown: EventApi): Place {
  const { timeZone } = eventOf(shown)
  if (shown.allDay) {
    const first = shown.startStr.slice(0, 10)
    const last = shown.endStr ? addDays(shown.endStr.slice(0, 10), -1) : first
    return { ...wholeDays(first, last, timeZone), allDay: true }
  }
  const start = shown.start!.getTime()
  // What came out of the row of whole days has no end.
  return { start, end: shown.end?.getTime() ?? start + 2 * kSlotMs, allDay: false }
}

export function useCalendar(
  element: Readonly<Ref<HTMLElement | null>>,
  first: { view: View; date: string },
  on: Handlers,
) {
  const { t, locale } = useI18n()
  const session = useSession()
  const title = shallowRef('')
  const view = shallowRef<View>(first.view)
  const loading = shallowRef(false)
  const failure = shallowRef<Failure | null>(null)
  let calendar: Calendar | null = null

  // What is dragged stays as it is until it is known where it belongs: of an event that is read
  // anew meanwhile the library would show both.
  let held = 0
  const waiting: (() => void)[] = []
  const hold = () => void held++
  function release() {
    if (--held > 0) return
    for (const go of waiting.splice(0)) go()
  }
  const untilReleased = () =>
    held > 0 ? new Promise<void>((go) => waiting.push(go)) : Promise.resolve()

  async function change(shown: EventApi, revert: () => void) {
    hold()
    try {
      if (!(await on.moved(eventOf(shown), placeOf(shown)))) revert()
    } finally {
      release()
    }
  }

  function viewOf(name: string): View {
    return kViews.find((each) => kNames[each] === name) ?? 'week'
  }

  async function fetched(from: Date, to: Date) {
    try {
      const rows = await listBetween(from.getTime(), to.getTime())
      await untilReleased()
      failure.value = null
      return rows.map((each) => toInput(each, session.user?.id ?? 0))
    } catch (error) {
      failure.value = failureOf(error)
      throw error
    }
  }

  const part = (date: Date, style: 'short' | 'long') =>
    new Intl.DateTimeFormat(locale.value, { weekday: style }).format(date)
  /** A month names the weekdays, a week its days too. */
  function headText({ date, view: now }: { date: Date; view: { type: string } }): string {
    return now.type === kNames.month
      ? part(date, 'short')
      : `${part(date, 'short')} ${date.getDate()}`
  }
  /** Whatever of it is shown stands in what is heard. */
  function linkHint(text: string, date: Date): string {
    return `${part(date, 'short')} ${date.getDate()}, ${part(date, 'long')}, ${text}`
  }

  const options = (): CalendarOptions => ({
    plugins: [dayGrid, timeGrid, list, interaction, theme],
    headerToolbar: false,
    locales: [chinese],
    locale: locale.value === 'zh-CN' ? 'zh-cn' : 'en',
    initialView: kNames[first.view],
    initialDate: first.date,
    firstDay: 1,
    height: '100%',
    nowIndicator: true,
    scrollTime: kFirstHour,
    slotDuration: { milliseconds: kSlotMs },
    snapDuration: { minutes: 15 },
    dayMaxEvents: true,
    dayHeaderContent: headText,
    navLinkHint: linkHint,
    listItemEventClass: 'k-plain',
    // The library names a day by its date alone, though more is shown in it, and calls the day's
    // events a list that has none of a list's parts.
    dayCellDidMount: ({ el }) => el.removeAttribute('aria-label'),
    eventDidMount({ el, view: now }) {
      if (now.type === kNames.list) {
        el.closest('[role="listitem"] > [role="list"]')?.setAttribute('role', 'group')
      }
    },
    columnEventTitleClass: 'k-event-title',
    columnEventTimeClass: 'k-event-time',
    slotEventOverlap: false,
    eventDisplay: 'block',
    eventTimeFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    slotHeaderFormat: { hour: '2-digit', minute: '2-digit', hour12: false },
    allDayText: t('calendar.allDay'),
    noEventsText: t('calendar.nothing'),
    moreLinkText: (count: number) => t('calendar.moreEvents', { count }),
    navLinks: true,
    navLinkDayClick: (date) => go('day', date),
    editable: true,
    selectable: true,
    selectMirror: true,
    unselectAuto: true,
    eventStartEditable: true,
    eventDurationEditable: true,
    eventResizableFromStart: true,
    eventInteractive: true,
    longPressDelay: 400,
    select({ start, end, allDay, startStr, endStr }) {
      const last = addDays(endStr.slice(0, 10), -1)
      const whole = wholeDays(startStr.slice(0, 10), last, ownZone())
      on.make(allDay ? { ...whole, allDay } : { start: +start, end: +end, allDay })
    },
    eventClick({ event, jsEvent }) {
      jsEvent.preventDefault()
      on.open(eventOf(event))
    },
    eventDragStart: hold,
    eventResizeStart: hold,
    // They are dropped after that, in the same moment.
    eventDragStop: () => void setTimeout(release),
    eventResizeStop: () => void setTimeout(release),
    eventDrop: ({ event, revert }) => void change(event, revert),
    eventResize: ({ event, revert }) => void change(event, revert),
    datesSet({ view: now }) {
      title.value = now.title
      view.value = viewOf(now.type)
      on.went(view.value, wallOf(calendar?.getDate().getTime() ?? Date.now(), ownZone()).date)
    },
    events: ({ start, end }, done, failed) => {
      fetched(start, end).then(done, failed)
    },
    loading: (now) => (loading.value = now),
  })

  onMounted(() => {
    calendar = new Calendar(element.value!, options())
    calendar.render()
  })
  onBeforeUnmount(() => calendar?.destroy())
  watch(locale, (now) => {
    calendar?.setOption('locale', now === 'zh-CN' ? 'zh-cn' : 'en')
    title.value = calendar?.view.title ?? ''
  })

  function go(to: View, date?: Date | string) {
    if (date) calendar?.changeView(kNames[to], date)
    else calendar?.changeView(kNames[to])
  }

  /** As the address says it; what is shown already stays. */
  function show(to: View, date: string) {
    if (!calendar) return
    const now = wallOf(calendar.getDate().getTime(), ownZone()).date
    if (to !== view.value || date !== now) go(to, date)
  }

  /** Where something new belongs when no place was chosen: the next half hour of what is shown. */
  function nextPlace(): Place {
    const now = Date.now()
    const shown = calendar?.view
    const inside = !shown || (now >= +shown.currentStart && now < +shown.currentEnd)
    const from = inside ? now : +shown.currentStart + kWorkStartMs
    const start = Math.ceil(from / kSlotMs) * kSlotMs
    return { start, end: start + 2 * kSlotMs, allDay: false }
  }

  return {
    title,
    view,
    loading,
    failure,
    go,
    show,
    nextPlace,
    today: () => calendar?.today(),
    previous: () => calendar?.prev(),
    next: () => calendar?.next(),
    reload: () => calendar?.refetchEvents(),
    unselect: () => calendar?.unselect(),
  }
}
