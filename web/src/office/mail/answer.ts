import type { Mail } from '@/api/types'
import type { Picked } from '@/person/PersonPicker.vue'
import { isOwn } from './folders'

/** What an answer begins with: to whom it goes, how it is called, what stands below it. */

export const kWrites = ['new', 'reply', 'all', 'forward'] as const
export type Write = (typeof kWrites)[number]

export interface Start {
  to: readonly Picked[]
  cc: readonly Picked[]
  /** Addresses of other servers. */
  toOutside: readonly string[]
  ccOutside: readonly string[]
  subject: string
}

type Head = Pick<
  Mail,
  | 'senderId'
  | 'senderName'
  | 'senderAvatar'
  | 'senderEmail'
  | 'addresses'
  | 'toIds'
  | 'toNames'
  | 'ccIds'
  | 'ccNames'
  | 'subject'
  | 'receiveTime'
  | 'sendTime'
  | 'folder'
>

function people(ids: readonly number[], names: readonly string[]): Picked[] {
  return ids.map((id, at) => ({ id, name: names[at] ?? String(id), avatar: '' }))
}
export const receiversOf = (mail: Pick<Head, 'toIds' | 'toNames'>) =>
  people(mail.toIds, mail.toNames)
/** Those of other servers, to whom it went (`copy`: in copy). */
export const outsideOf = (mail: Pick<Head, 'addresses'>, copy: boolean) =>
  mail.addresses.filter((each) => each.copy === copy).map((each) => each.address)
export const copiesOf = (mail: Pick<Head, 'ccIds' | 'ccNames'>) => people(mail.ccIds, mail.ccNames)

/** To whom it went, by name (`copy`: in copy). */
export function namesOf(
  mail: Pick<Head, 'toNames' | 'ccNames' | 'addresses'>,
  copy: boolean,
): string {
  return [...(copy ? mail.ccNames : mail.toNames), ...outsideOf(mail, copy)].join(', ')
}

/** The mark stands there once, however often a mail is answered. */
export function markedSubject(mark: 'Re:' | 'Fwd:', subject: string): string {
  return subject.toLowerCase().startsWith(mark.toLowerCase()) ? subject : `${mark} ${subject}`
}

const kSubjectMost = 255

/** Whoever answers what they wrote themself writes to the same people again. */
export function startOf(write: Write, mail: Head | null, me: number): Start {
  const nobody = { to: [], cc: [], toOutside: [], ccOutside: [] }
  if (!mail || write === 'new') return { ...nobody, subject: '' }
  const mark = write === 'forward' ? 'Fwd:' : 'Re:'
  const subject = [...markedSubject(mark, mail.subject)].slice(0, kSubjectMost).join('')
  if (write === 'forward') return { ...nobody, subject }
  const sender = { id: mail.senderId, name: mail.senderName, avatar: mail.senderAvatar }
  const far = mail.senderId === 0
  const to = isOwn(mail) ? receiversOf(mail) : far ? [] : [sender]
  const toOutside = isOwn(mail) ? outsideOf(mail, false) : far ? [mail.senderEmail] : []
  if (write === 'reply') return { to, cc: [], toOutside, ccOutside: [], subject }
  const taken = new Set([me, ...to.map((each) => each.id)])
  const cc = [...receiversOf(mail), ...copiesOf(mail)].filter((each) => {
    if (taken.has(each.id)) return false
    taken.add(each.id)
    return true
  })
  const ccOutside = mail.addresses
    .map((each) => each.address)
    .filter((each) => !toOutside.includes(each))
  return { to, cc, toOutside, ccOutside, subject }
}

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`)
}

/** What is sent on, below a line that says where it is from. */
export function quoteOf(heading: readonly string[], html: string): string {
  return `<blockquote><p>${heading.map(escapeHtml).join('<br>')}</p>${html}</blockquote>`
}

/** What one writes, and the quote below it if the text ends with one. */
export function splitQuote(html: string): { own: string; quote: string } {
  const body = new DOMParser().parseFromString(html, 'text/html').body
  const last = body.lastElementChild
  if (last?.tagName !== 'BLOCKQUOTE') return { own: html, quote: '' }
  const quote = last.outerHTML
  last.remove()
  return { own: body.innerHTML.trim(), quote }
}
