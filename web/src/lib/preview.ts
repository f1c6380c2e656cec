import { said } from '@/i18n/said'
import { mergedOf } from './merged'

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
  MERGED: 'kind.merged',
}

export function isText(type: string): boolean {
  return type === 'TEXT' || type === 'SYSTEM'
}

export function previewText(
  type: string | null,
  content: string | null,
  translate: (key: string) => string,
): string {
  const kind = (type ?? 'TEXT').toUpperCase()
  if (isText(kind)) {
    const text = kind === 'SYSTEM' ? said(content ?? '') : (content ?? '')
    return text.replace(/\s+/g, ' ').trim()
  }
  const label = `[${translate(kKinds[kind] ?? 'kind.other')}]`
  if (kind === 'MERGED') return `${label} ${mergedOf(content ?? '').title}`.trim()
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
