import type { Line } from '@/api/types'

const formats = new Map<string, Intl.DateTimeFormat>()

/** From when to when the meeting of a line is, where the reader is: the day once if it is one. */
export function when(line: Line, language: string): string {
  let format = formats.get(language)
  if (!format) {
    format = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' })
    formats.set(language, format)
  }
  return format.formatRange(line.from_ms, Math.max(line.from_ms, line.to_ms))
}
