import { shallowRef } from 'vue'
import type { Line, LineKind, NoticeKind, SystemNotice } from '@/api/types'

/** What the server says, in the language of the page: of its kind and what stands in it. */

interface LineText {
  title: string
  text: string
}
export interface ServerWords {
  notice: Record<NoticeKind, (notice: SystemNotice) => string>
  line: Record<LineKind, (line: Line) => LineText>
  /** Refusals by their name; one without words is shown as it came. */
  refusal: Record<string, string>
  /** What is wrong with a field, and how fields are called. */
  field: Record<string, string>
  label: Record<string, string>
  /** What has no kind: the whole of its sentence. */
  stored: readonly (readonly [RegExp, (...parts: string[]) => string])[]
}

const words = shallowRef<ServerWords | null>(null)

export function speak(next: ServerWords | null): void {
  words.value = next
}

/** A line in a chat; `content` is what older servers say, and is shown where nothing is known. */
export function systemText(content: string, notice: SystemNotice | null): string {
  const say = notice && own(words.value?.notice, notice.kind)
  return notice && say ? say(notice) : content
}

/** A notice of the bell. */
export function noticeText(title: string, content: string, line: Line | null): LineText {
  const say = line && own(words.value?.line, line.kind)
  return line && say ? say(line) : { title: said(title), text: said(content) }
}

/** What has no kind: older notices, and what other clients say of a call. */
export function said(text: string): string {
  for (const [pattern, say] of words.value?.stored ?? []) {
    const parts = pattern.exec(text)
    if (parts) return say(...parts.slice(1))
  }
  return text
}

export function refusal(reason: string): string | null {
  return own(words.value?.refusal, reason) ?? null
}

/** What is wrong with a field of a form. */
export function fieldRefusal(field: string, reason: string): string | null {
  const [code] = reason.split('.')
  const wrong = own(words.value?.field, reason) ?? own(words.value?.field, code!)
  return wrong ? `${own(words.value?.label, field) ?? `“${field}”`} ${wrong}.` : null
}

/** Names come from outside: `constructor` is none. */
function own<T>(table: Record<string, T> | undefined, name: string): T | undefined {
  return table && Object.hasOwn(table, name) ? table[name] : undefined
}
