import { computed, onBeforeUnmount, shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CallType } from '@/call/api'
import * as api from '@/message/api'
import type { Conversation, Quote } from '@/api/types'
import { keepRecalled, recalledText } from './recalled'
import { copyImage, copyText, download } from '@/ui/clipboard'
import { serverNow } from '@/base/clock'
import { mediaOf } from '@/base/media'
import { actionsOf } from './message_actions'
import type { ActionId } from './message_actions'
import type { Box } from '@/ui/place'
import type { BubbleRow } from '@/message/rows'
import { useContacts } from '@/person/contacts'
import { useMentions } from '@/message/mentions'
import { useMessages } from '@/message/messages'
import { usePins } from '@/message/pins'
import { useSession } from '@/session/session'
import { useCalling } from '@/call/use_calling'
import { hoverProfile, openProfile } from '@/person/profile'
import type { ProfileHint } from '@/person/profile'
import { say, sayError, sayProblem } from '@/ui/say'
import type { ChatContext } from './chat_context'

/** Most messages chosen at once; the server deletes no more in one request. */
const kMostSelected = 100

/** Of messages that are sent on as one; the server takes no longer one. */
const kTitleMost = 100

interface Beside {
  row: BubbleRow
  anchor: Box
}

/** What the pane of one conversation can do, and what floats over it. */
export function useChatPane(conversation: () => Conversation, readOnly: () => boolean) {
  const { t } = useI18n()
  const messages = useMessages()
  const mentions = useMentions()
  const contacts = useContacts()
  const session = useSession()
  const pins = usePins()
  const id = conversation().id
  const thread = messages.threadOf(id)
  const me = () => session.user?.id ?? 0

  const menu = shallowRef<Beside | null>(null)
  const picker = shallowRef<Beside | null>(null)
  const readers = shallowRef<Beside | null>(null)
  const history = shallowRef<Beside | null>(null)
  const viewing = shallowRef<number | null>(null)
  const opened = shallowRef<number | null>(null)
  const forwarding = shallowRef<readonly BubbleRow[] | null>(null)
  /** Of those being forwarded as one. */
  const mergedTitle = shallowRef<string | null>(null)
  const deleting = shallowRef<readonly number[] | null>(null)
  const reply = shallowRef<Quote | null>(null)
  const editing = shallowRef<{ id: number; text: string } | null>(null)
  /** Text to be put into the field; `serial` tells two equal ones apart. */
  const insertion = shallowRef<{ text: string; serial: number } | null>(null)
  const selection = shallowRef<ReadonlySet<number> | null>(null)
  const chosen = new Map<number, BubbleRow>()
  const activeId = computed(() => menu.value?.row.id ?? picker.value?.row.id ?? null)

  const calling = useCalling(conversation)
  const callBack = computed(() => {
    const { type, name } = conversation()
    if (type === 'GROUP' || readOnly() || !calling.callable.value) return null
    return (kind: CallType) => calling.call(kind, name || t('chat.someone'))
  })

  const names = computed(() => {
    const found = new Set<string>()
    for (const row of thread.rows) if (row.senderName) found.add(row.senderName)
    for (const user of mentions.byConversation.get(id)?.users ?? []) found.add(user.displayName)
    const own = session.user?.nickname || session.user?.username
    if (own) found.add(own)
    return [...found]
  })

  function nameOf(userId: number): string {
    if (userId === me()) return t('msg.you')
    const friend = contacts.list.find((each) => each.friendId === userId)
    if (friend) return friend.remark || friend.friendName || friend.username || String(userId)
    for (let i = thread.rows.length - 1; i >= 0; i--) {
      const row = thread.rows[i]!
      if (row.senderId === userId && row.senderName) return row.senderName
    }
    const user = mentions.byConversation.get(id)?.users.find((each) => each.userId === userId)
    if (user) return user.displayName
    return conversation().type === 'GROUP' ? t('chat.someone') : (conversation().name ?? '')
  }

  function actions(row: BubbleRow) {
    const { mine, type, at, favorited } = row
    return actionsOf({ mine, type, at, favorited, readOnly: readOnly() }, serverNow())
  }

  function run(action: ActionId, row: BubbleRow, at: Box): void {
    if (row.id === null || !actions(row).some((each) => each.id === action && !each.off)) return
    const messageId = row.id
    const handlers: Record<ActionId, () => unknown> = {
      reply: () => startReply(row),
      react: () => (picker.value = { row, anchor: at }),
      forward: () => forward([row], false),
      copy: () => copy(row),
      edit: () => startEdit(row),
      recall: () => recall(messageId, row),
      favorite: () => favorite(messageId, true),
      unfavorite: () => favorite(messageId, false),
      pin: () => pin(messageId),
      select: () => toggleSelected(row),
      download: () => save(row),
      drive: async () => {
        await (await import('@/file/api')).saveToDrive(messageId)
        say(t('msg.done.inDrive'))
      },
      delete: () => (deleting.value = [messageId]),
    }
    Promise.resolve(handlers[action]()).catch(sayError)
  }

  function startReply(row: BubbleRow): void {
    editing.value = null
    const { id: messageId, type, text, senderName } = row
    reply.value = { id: messageId!, type, content: text, senderName }
  }
  function startEdit(row: BubbleRow): void {
    reply.value = null
    editing.value = { id: row.id!, text: row.text }
  }

  /** The last own text, if the rule still lets it be edited. */
  function editLast(): boolean {
    for (let i = thread.rows.length - 1; i >= 0; i--) {
      const row = thread.rows[i]!
      if (!row.isSelf || row.isRevoked || row.messageType !== 'TEXT') continue
      return editMessage(row.id)
    }
    return false
  }
  function editMessage(messageId: number): boolean {
    const row = rowOf(messageId)
    if (!row || !actions(row).some((each) => each.id === 'edit' && !each.off)) return false
    startEdit(row)
    return true
  }
  let rowOf: (messageId: number) => BubbleRow | null = () => null
  /** The list knows how rows are drawn. */
  function rowsFrom(source: typeof rowOf): void {
    rowOf = source
  }

  async function saveEdit(messageId: number, text: string): Promise<void> {
    await api.editMessage(messageId, text)
    messages.change(id, messageId, { content: text, isEdited: true })
  }

  async function copy(row: BubbleRow): Promise<void> {
    const url = row.type === 'IMAGE' ? mediaOf(row.text)?.url : undefined
    if (url) {
      if (!(await copyImage(url))) await copyText(new URL(url, location.href).href)
    } else await copyText(row.text)
    say(t('msg.done.copied'))
  }
  function save(row: BubbleRow): void {
    const media = mediaOf(row.text)
    if (media?.url) download(media.url, media.name)
  }

  async function recall(messageId: number, row: BubbleRow): Promise<void> {
    await api.recallMessage(messageId)
    if (row.type === 'TEXT') keepRecalled(messageId, row.text)
    messages.recalled(id, messageId, t('msg.recalledQuote'))
    if (reply.value?.id === messageId) reply.value = null
    if (editing.value?.id === messageId) editing.value = null
  }
  /** Emptying a message while it is edited offers this. */
  async function recallEdited(messageId: number): Promise<void> {
    const row = rowOf(messageId)
    if (row) await recall(messageId, row)
  }

  async function favorite(messageId: number, on: boolean): Promise<void> {
    if (on) await api.addFavorite(messageId, id)
    else await api.removeFavorite(messageId)
    messages.change(id, messageId, { isFavorited: on })
    say(t(on ? 'msg.done.favorited' : 'msg.done.unfavorited'))
  }

  async function pin(messageId: number): Promise<void> {
    await api.pinMessage(id, messageId)
    pins.heard(id, messageId)
    say(t('msg.done.pinned'))
  }

  function toggleReaction(row: BubbleRow, emoji: string): void {
    const messageId = row.id
    if (messageId === null) return
    const before = row.reactions
    const on = !before.some((each) => each.emoji === emoji && each.isMine)
    messages.reacted(id, messageId, me(), emoji, on)
    const request = on ? api.react(messageId, emoji) : api.unreact(messageId)
    request.catch((error: unknown) => {
      messages.change(id, messageId, { reactions: before })
      sayError(error)
    })
  }

  async function remove(ids: readonly number[]): Promise<void> {
    if (ids.length === 1) await api.deleteMessage(ids[0]!)
    else await api.deleteMessages(ids)
    messages.deleted(id, ids)
    selection.value = null
    say(t('msg.done.deleted', { count: ids.length }, ids.length))
  }

  function toggleSelected(row: BubbleRow): void {
    if (row.id === null) return
    const next = new Set(selection.value ?? [])
    if (next.delete(row.id)) chosen.delete(row.id)
    else if (next.size < kMostSelected) {
      next.add(row.id)
      chosen.set(row.id, row)
    } else say(t('msg.select.most', { count: kMostSelected }))
    selection.value = next
  }
  function forwardSelected(asOne: boolean): void {
    const rows = [...(selection.value ?? [])].sort((a, b) => a - b).map((each) => chosen.get(each))
    forward(
      rows.filter((row): row is BubbleRow => row !== undefined),
      asOne,
    )
  }
  /** What a group is called is nothing for those who are not in it. */
  function forward(rows: readonly BubbleRow[], asOne: boolean): void {
    const { type, name } = conversation()
    const own = session.user?.nickname || session.user?.username || ''
    const title =
      type === 'GROUP'
        ? t('msg.merged.titleGroup')
        : t('msg.merged.titleTwo', { a: own, b: name || t('chat.someone') })
    mergedTitle.value = asOne ? title.slice(0, kTitleMost) : null
    forwarding.value = rows
  }
  function endSelection(): void {
    selection.value = null
    chosen.clear()
  }

  async function jumpTo(messageId: number): Promise<void> {
    try {
      if (!(await messages.jump(id, messageId))) sayProblem(t('msg.jump.missing'))
    } catch (error) {
      sayError(error)
    }
  }

  function met(name: string): ProfileHint {
    const { type, targetId } = conversation()
    return { name, ...(type === 'GROUP' ? { groupId: targetId } : {}) }
  }

  const context: ChatContext = {
    actions,
    run,
    openMenu: (row, at) => (menu.value = { row, anchor: at }),
    pickReaction: (row, at) => (picker.value = { row, anchor: at }),
    toggleReaction,
    showReaders: (row, at) => (readers.value = { row, anchor: at }),
    showHistory: (row, at) => (history.value = { row, anchor: at }),
    showMerged: (row) => (opened.value = row.id),
    showImage: (row) => (viewing.value = row.id),
    showPerson: (userId, anchor, name) => openProfile(userId, anchor, met(name)),
    hoverPerson: (event, userId, name) => hoverProfile(event, userId, met(name)),
    jumpTo: (messageId) => void jumpTo(messageId),
    recalledText,
    reEdit(messageId) {
      const text = recalledText(messageId)
      if (text !== null) insertion.value = { text, serial: (insertion.value?.serial ?? 0) + 1 }
    },
    callBack,
    nameOf,
    names,
    selection,
    toggleSelected,
    activeId,
  }
  onBeforeUnmount(() => chosen.clear())

  return {
    context,
    menu,
    picker,
    readers,
    history,
    viewing,
    opened,
    forwarding,
    mergedTitle,
    deleting,
    reply,
    editing,
    insertion,
    selection,
    editLast,
    saveEdit,
    recallEdited,
    remove,
    forwardSelected,
    endSelection,
    rowsFrom,
    run,
  }
}
