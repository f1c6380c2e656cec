import { onBeforeUnmount, onMounted, watch } from 'vue'
import type { ShallowRef } from 'vue'
import { saveServerDraft } from '@/message/conversation_api'
import type { Conversation, Quote } from '@/api/types'
import { fullDraftOf, saveDraft } from '@/data/drafts'
import { useAttention } from '@/session/attention'
import type { ChosenMention } from '@/data/drafts'

const kSaveAfterMs = 300
const kSendAfterMs = 3_000

interface DraftParts {
  text: ShallowRef<string>
  mentions: ShallowRef<readonly ChosenMention[]>
  reply: () => Quote | null
  caret: () => number
  /** Nothing is kept while an older message is edited. */
  paused: () => boolean
}

/**
 * Keeps what is in the field: here with each change, at the server when the writer rests or leaves,
 * and takes over what another tab or device wrote while nobody writes here.
 */
export function useDraft(conversation: () => Conversation, userId: number, parts: DraftParts) {
  const id = conversation().id
  const attention = useAttention()
  const { text, mentions, reply, caret, paused } = parts
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let sendTimer: ReturnType<typeof setTimeout> | undefined
  let atServer = conversation().draft ?? ''

  function save(): void {
    clearTimeout(saveTimer)
    if (paused()) return
    const draft = { text: text.value, caret: caret(), reply: reply(), mentions: mentions.value }
    saveDraft(userId, id, draft)
  }
  function send(): void {
    clearTimeout(sendTimer)
    if (paused()) return
    const now = text.value.trim() === '' ? '' : text.value
    if (now === atServer) return
    atServer = now
    // A convenience for other devices: this one has it already.
    saveServerDraft(id, now).catch(() => undefined)
  }
  function changed(): void {
    clearTimeout(saveTimer)
    saveTimer = setTimeout(save, kSaveAfterMs)
    clearTimeout(sendTimer)
    sendTimer = setTimeout(send, kSendAfterMs)
  }
  watch([text, reply], changed)

  const here = () => attention.attentive
  watch(
    () => fullDraftOf(userId, id),
    (draft) => {
      if (here() || paused() || draft.text === text.value) return
      text.value = draft.text
      mentions.value = draft.mentions
    },
  )
  watch(
    () => conversation().draft,
    (draft) => {
      const before = atServer
      atServer = draft ?? ''
      // Only over what this one had sent or received, never over what is being written.
      if (!here() && !paused() && text.value === before) text.value = atServer
    },
  )
  function leave(): void {
    save()
    send()
  }
  onMounted(() => window.addEventListener('pagehide', leave))
  onBeforeUnmount(() => {
    window.removeEventListener('pagehide', leave)
    leave()
  })
  return { save, send }
}

/** What the field shows first. */
export function firstDraft(userId: number, conversation: Conversation) {
  const own = fullDraftOf(userId, conversation.id)
  const server = conversation.draft ?? ''
  if (own.text !== '' || own.reply || server === '') return own
  return { ...own, text: server, caret: server.length }
}
