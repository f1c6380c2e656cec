/** Days and hours as the fields of a form say them, in the reader's zone. */

/** yyyy-MM-dd where the reader is. */
export function dayOf(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

/** HH:mm where the reader is. */
export function hourOf(ms: number): string {
  const at = new Date(ms)
  return `${String(at.getHours()).padStart(2, '0')}:${String(at.getMinutes()).padStart(2, '0')}`
}

/** A day and an hour as fields say them, where the reader is; 0 for what is none. */
export function momentOf(day: string, hour: string): number {
  const ms = new Date(`${day}T${hour}`).getTime()
  return Number.isNaN(ms) ? 0 : ms
}
