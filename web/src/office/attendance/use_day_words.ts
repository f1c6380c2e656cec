import { useI18n } from 'vue-i18n'
import { dateOf } from './days'

/** Days, months and lengths of time in the language of the page. */
export function useDayWords() {
  const { t, locale } = useI18n()

  function dayText(date: string): string {
    const options = { month: 'long', day: 'numeric', weekday: 'short', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(locale.value, options).format(dateOf(date))
  }
  /** `month` is yyyy-MM. */
  function monthText(month: string): string {
    const options = { year: 'numeric', month: 'long', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat(locale.value, options).format(dateOf(`${month}-01`))
  }
  /** Monday first. */
  function weekdays(): { short: string; long: string }[] {
    // 2024-01-01 was a Monday.
    return Array.from({ length: 7 }, (_, i) => {
      const day = dateOf(`2024-01-0${i + 1}`)
      const text = (weekday: 'narrow' | 'short' | 'long') =>
        new Intl.DateTimeFormat(locale.value, { weekday, timeZone: 'UTC' }).format(day)
      return { short: text('short'), long: text('long') }
    })
  }
  function minutesText(minutes: number): string {
    return t('attendance.hours', { h: Math.floor(minutes / 60), m: minutes % 60 })
  }
  return { dayText, monthText, weekdays, minutesText }
}
