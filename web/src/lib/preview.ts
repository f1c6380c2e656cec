import type { Said } from '@/api/types'
import { systemText } from '@/i18n/said'

/** One line for a conversation row, or a bubble of a kind this version does not draw yet. */

/** Keys of the language files for the kinds of 3.d. */
const kKinds: Record<string, string> = {
  IMAGE: 'kind.image',
  FILE: 'kind.file',
  VOICE: 'kind.voice',
  AUDIO: 'kind.voice',
  VIDEO: 'kind.video',
  LOCATION: 'kind.location',
  CARD: 'kind.card',
}

export function isText(type: string): boolean {
  return type === 'TEXT' || type === 'SYSTEM'
}

export function previewText(
  type: string | null,
  content: string | null,
  translate: (key: string) => string,
  said: Said | null = null,
): string {
  const kind = (type ?? 'TEXT').toUpperCase()
  if (isText(kind)) {
    const own = content ?? ''
    const text = kind === 'SYSTEM' && said ? systemText(own, said) : own
    return text.replace(/\s+/g, ' ').trim()
  }
  const label = `[${translate(kKinds[kind] ?? 'kind.other')}]`
  return kind === 'FILE' ? `${label} ${fileName(content)}`.trim() : label
}

function fileName(content: string | null): string {
  try {
    const parsed: unknown = JSON.parse(content ?? '')
    if (parsed === null || typeof parsed !== 'object') return ''
    const { fileName: name } = parsed as { fileName?: unknown }
    return typeof name === 'string' ? name : ''
  } catch {
    return ''
  }
}
