import { computed, onBeforeUnmount, onMounted, reactive, shallowRef, watch } from 'vue'
import { ApiError, NetworkError } from '@/api/http'
import type { FormFile } from '../approval/form_schema'
import * as api from './api'
import { copiesOf, outsideOf, receiversOf, splitQuote } from './answer'
import type { Start } from './answer'

export interface Written extends Start {
  /** HTML, without the quote. */
  body: string
  quote: string
  files: readonly FormFile[]
}

/** A pause in writing that is long enough to keep what was written. */
const kPauseMs = 1_500
/** What a browser still sends while its page closes. */
const kLastBytes = 60_000

type Saving = 'none' | 'saving' | 'saved' | 'failed'

/**
 * A mail that is written. It is a draft on the server from the first change on, and sent as that:
 * a request whose answer got lost can be repeated, and the mail goes out once.
 */
export function useDraft(start: Written, draftId: number, answers: number) {
  const written = reactive<Written>({ ...start })
  const id = shallowRef(draftId)
  const saving = shallowRef<Saving>('none')
  let kept = JSON.stringify(written)
  let timer: ReturnType<typeof setTimeout> | undefined
  let running: Promise<void> = Promise.resolve()
  /** Whether a request to send it went out and its answer never came. */
  let unsure = false
  let over = false

  const now = () => JSON.stringify(written)
  const isEmpty = computed(
    () => !written.body && !written.subject && !written.quote && written.files.length === 0,
  )

  function bodyOf(): api.MailDraft {
    return {
      toIds: written.to.map((each) => each.id),
      ccIds: written.cc.map((each) => each.id),
      toAddresses: [...written.toOutside],
      ccAddresses: [...written.ccOutside],
      subject: written.subject,
      content: written.body + written.quote,
      attachmentIds: written.files.map((each) => each.fileId),
      ...(id.value ? { draftId: id.value } : answers ? { replyToId: answers } : {}),
    }
  }
  /** One request after the other, so that one draft is made. Throws as request() does. */
  function save(): Promise<void> {
    clearTimeout(timer)
    running = running
      .catch(() => undefined)
      .then(async () => {
        const text = now()
        if (over || (text === kept && id.value)) return
        saving.value = 'saving'
        try {
          id.value = await api.saveDraft(bodyOf())
          kept = text
          saving.value = now() === kept ? 'saved' : 'saving'
        } catch (error) {
          saving.value = 'failed'
          throw error
        }
      })
    return running
  }
  /** Throws as request() does; it may be sent again then. */
  async function send(): Promise<void> {
    await save()
    try {
      await api.sendDraft(id.value)
    } catch (error) {
      const gone = error instanceof ApiError && error.status === 404
      if (!(unsure && gone && error.reason !== 'UserNotFound.mail_receiver')) {
        unsure ||= error instanceof NetworkError
        throw error
      }
    }
    end()
  }
  /** Nothing is kept any more. */
  function end() {
    over = true
    clearTimeout(timer)
  }
  /** Whoever leaves in the middle of a sentence finds it among the drafts. */
  function leave() {
    if (over || now() === kept || (isEmpty.value && !id.value)) return
    const body = bodyOf()
    if (JSON.stringify(body).length < kLastBytes) void api.saveDraft(body, true).catch(() => {})
  }

  watch(written, () => {
    if (over || now() === kept) return
    clearTimeout(timer)
    if (isEmpty.value && !id.value) return
    timer = setTimeout(() => void save().catch(() => undefined), kPauseMs)
  })
  onMounted(() => window.addEventListener('pagehide', leave))
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leave)
    if (!over && now() !== kept && !(isEmpty.value && !id.value)) void save().catch(() => undefined)
    clearTimeout(timer)
  })
  return { written, id, saving, isEmpty, save, send, end }
}

/** A draft of the server as it is written on. */
export async function readDraft(id: number): Promise<Written> {
  const mail = await api.getMail(id)
  const { own, quote } = splitQuote(mail.htmlContent ?? '')
  return {
    to: receiversOf(mail),
    cc: copiesOf(mail),
    toOutside: outsideOf(mail, false),
    ccOutside: outsideOf(mail, true),
    subject: mail.subject,
    body: own,
    quote,
    files: mail.attachments.map(({ fileId, fileName, fileSize, fileUrl }) => ({
      fileId,
      fileName,
      fileSize,
      fileUrl: fileUrl ?? String(fileId),
    })),
  }
}
