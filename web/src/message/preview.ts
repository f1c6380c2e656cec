import type { CallRecord, Meaning } from '@/api/types'
import { systemText } from '@/i18n/said'
import { mergedOf } from './merged'

/** One line for a conversation row, or a bubble of a kind this version does not draw yet. */

/** Keys of the language files for the kinds of ruoyi 3.d. */
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

type Translate = (key: string, values?: Record<string, unknown>) => string

const kPacketMark = '[红包] '

/** A message in one line. What it is, its members say: a text may look like anything. */
export function previewOf(
  message: { messageType: string | null; content: string | null } & Meaning,
  mine: boolean,
  translate: Translate,
): string {
  const { messageType, content, isPacket, notice, callRecord } = message
  if (callRecord) {
    const kind = translate(callRecord.callType === 'VOICE' ? 'call.voice' : 'call.video')
    return `[${kind}] ${callText(callRecord, mine, translate)}`
  }
  if (isPacket) {
    const remark = content?.startsWith(kPacketMark) ? content.slice(kPacketMark.length) : content
    return `[${translate('msg.composer.packet')}] ${remark ?? ''}`.trim()
  }
  if (notice) return systemText(content ?? '', notice)
  return previewText(messageType, content, (key) => translate(key))
}

/** The other called, and was not spoken to. */
export function isMissed(record: CallRecord | null | undefined, mine: boolean): boolean {
  return !mine && (record?.result === 'MISSED' || record?.result === 'CANCELLED')
}

/** What became of a call; `mine`: this user called. */
export function callText(record: CallRecord, mine: boolean, translate: Translate): string {
  if (isMissed(record, mine)) return translate('call.lineMissed')
  switch (record.result) {
    case 'REJECTED':
      return translate(mine ? 'call.rejected' : 'call.lineRejected')
    case 'CANCELLED':
      return translate('call.cancelled')
    case 'MISSED':
      return translate('call.missed')
    default:
      return translate('call.lineTalked', { time: durationText(record.duration) })
  }
}

/** `1:02:03` or `02:03`. */
export function durationText(seconds: number): string {
  const two = (n: number) => String(n).padStart(2, '0')
  const hours = Math.floor(seconds / 3600)
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`
  return hours > 0 ? `${hours}:${rest}` : rest
}

export function previewText(
  type: string | null,
  content: string | null,
  translate: (key: string) => string,
): string {
  const kind = (type ?? 'TEXT').toUpperCase()
  if (isText(kind)) {
    return (content ?? '').replace(/\s+/g, ' ').trim()
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
