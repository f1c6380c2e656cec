import { useI18n } from 'vue-i18n'
import { formatServerTime } from '@/base/time'
import { ask } from '@/ui/ask'
import { say, sayError, sayProblem } from '@/ui/say'
import { cancelEvent, changeEvent, deleteEvent, getEvent } from './api'
import type { CalendarEvent } from './api'
import { askScope } from './scope'
import { isSeries, moveOne, moveSeries, startingAt, timesOf } from './shown'
import type { Place, Times } from './shown'

/** What is done with an event outside of its form. Each says what went wrong by itself. */
export function useEventActions() {
  const { t } = useI18n()

  async function attempt(work: () => Promise<unknown>): Promise<boolean> {
    try {
      return (await work()) !== false
    } catch (error) {
      sayError(error)
      return false
    }
  }

  /** An occurrence was dragged: true when it is where it was dragged to. */
  async function move(row: CalendarEvent, to: Place): Promise<boolean> {
    const scope = isSeries(row) ? await askScope('move') : 'all'
    if (!scope) return false
    return attempt(async () => {
      if (!isSeries(row)) await changeEvent(row.id, moveOne(to))
      else if (scope === 'one') {
        await changeEvent(row.id, { ...moveOne(to), occurrence: row.startTime })
      } else {
        const series = await getEvent(row.id)
        const following = scope === 'following'
        const times = timesOf(row)
        const draft = moveSeries(following ? startingAt(series, times) : series, times, to)
        if (!draft) {
          sayProblem(t('calendar.scope.wholeOnly'))
          return false
        }
        if (following) await changeEvent(row.id, { ...draft, occurrence: row.startTime, following })
        else await changeEvent(row.id, draft)
      }
      say(t('calendar.moved'))
      return true
    })
  }

  /** `times`: of the occurrence that is looked at. */
  async function remove(event: CalendarEvent, times: Times | null): Promise<boolean> {
    const series = isSeries(event) && times !== null
    const scope = series ? await askScope('delete') : 'all'
    if (!scope) return false
    if (!series) {
      const sure = await ask(
        event.participants.length > 0 ? t('calendar.deleteText') : '',
        t('calendar.deleteTitle', { title: event.title }),
        {
          confirmButtonText: t('calendar.panel.delete'),
          cancelButtonText: t('calendar.back'),
          confirmButtonClass: 'k-danger-button',
        },
      )
      if (!sure) return false
    }
    return attempt(async () => {
      if (scope === 'all') await deleteEvent(event.id)
      else {
        const following = scope === 'following' || undefined
        await deleteEvent(event.id, formatServerTime(times!.start), following)
      }
      say(t('calendar.deleted'))
    })
  }

  async function cancel(event: CalendarEvent): Promise<boolean> {
    const sure = await ask(
      t('calendar.cancelText'),
      t('calendar.cancelTitle', { title: event.title }),
      { confirmButtonText: t('calendar.panel.cancel'), cancelButtonText: t('calendar.back') },
    )
    return sure ? attempt(() => cancelEvent(event.id)) : false
  }

  return { attempt, move, remove, cancel }
}
