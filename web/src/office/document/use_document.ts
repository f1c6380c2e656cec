import { computed, onBeforeUnmount, onMounted, shallowRef } from 'vue'
import type { Ref } from 'vue'
import { ApiError, NetworkError } from '@/api/http'
import { i18n } from '@/i18n'
import { errorText, failureOf } from '@/i18n/errors'
import type { Failure } from '@/i18n/errors'
import { holdTabLock } from '@/live/tab_locks'
import { kAnything, useArrivals } from '@/notice/arrivals'
import { useSession } from '@/session/session'
import { blocksOf, safeHtml } from '@/ui/rich/html'
import * as api from './api'
import type { Doc } from './api'
import { dropText, keepText, orphansOf } from './kept_text'
import { clashesOf, merge, settled } from './merge'
import type { Choice, Piece } from './merge'

/** What the composable needs of a RichEditor. */
export interface Field {
  html(): string
  put(html: string): void
  busy(): boolean
}
export type SaveState = 'saved' | 'dirty' | 'saving' | 'offline' | 'failed' | 'clash'

/** Saved when nobody has typed for the first, and at the latest after the second. */
const kPauseMs = 1500
const kMostMs = 10_000
const kKeepMs = 200
const kRetryMs = 2000
const kRetryMostMs = 30_000
/** What others change is asked for so often while the page is looked at. */
const kLookMs = 10_000
/** What comes while somebody types waits for a rest. */
const kRestMs = 300
/** What a page may still send while it closes. */
const kKeepaliveChars = 20_000
const kMostBytes = 500 * 1024

const tab = crypto.randomUUID()
let held = false

/**
 * One document that is open: it saves itself with the revision it is based on, takes in what others
 * save meanwhile, and keeps what is not saved yet in this browser. Nothing typed is written over:
 * where both changed one paragraph, `clash` has both until somebody has chosen.
 */
export function useDocument(id: number, field: Ref<Field | undefined>) {
  const session = useSession()
  const userId = session.user?.id ?? 0
  const doc = shallowRef<Doc | null>(null)
  /** What the editor begins with. */
  const initial = shallowRef('')
  const title = shallowRef('')
  const failure = shallowRef<Failure | null>(null)
  const state = shallowRef<SaveState>('saved')
  const problem = shallowRef('')
  const savedAt = shallowRef(0)
  const keptHere = shallowRef(true)
  const clash = shallowRef<{ pieces: Piece[]; theirs: Doc } | null>(null)
  const mayEdit = computed(() => isOpenTo(doc.value))

  let base = { html: '', title: '', revision: 0 }
  let saving = false
  let closed = false
  /** The server has a text that is no version yet. */
  let unversioned = false
  let retryMs = kRetryMs
  let since = 0
  let saveTimer: ReturnType<typeof setTimeout> | undefined
  let keepTimer: ReturnType<typeof setTimeout> | undefined
  let lookTimer: ReturnType<typeof setInterval> | undefined

  const html = () => field.value?.html() ?? base.html
  const named = () => title.value.trim() || base.title
  const isDirty = () => mayEdit.value && (html() !== base.html || named() !== base.title)

  async function load(): Promise<void> {
    try {
      const found = await api.getDocument(id)
      base = baseOf(found)
      initial.value = base.html
      title.value = found.title
      doc.value = found
      savedAt.value = 0
      failure.value = null
    } catch (error) {
      failure.value = failureOf(error)
    }
  }

  /** The editor is there: what tabs that are gone had not saved comes back. */
  async function ready(): Promise<void> {
    const left = mayEdit.value ? await orphansOf(userId, id, tab) : []
    const [first, ...others] = left.map((each) => each.kept)
    const now = doc.value
    if (!first || !now || closed) return
    let mine = first.html
    for (const other of others) {
      const cut = [other.baseHtml, other.html, mine].map(blocksOf)
      mine = settled(merge(cut[0]!, cut[1]!, cut[2]!), [])
    }
    base = { html: first.baseHtml, title: first.baseTitle, revision: first.revision }
    title.value = first.title
    field.value?.put(mine)
    keep()
    for (const each of left) if (each.tab !== tab) dropText(userId, id, each.tab)
    takeIn(now)
  }

  function keep(): void {
    clearTimeout(keepTimer)
    keepTimer = undefined
    if (session.user?.id !== userId || !isDirty()) return
    keptHere.value = keepText(userId, id, tab, {
      html: html(),
      title: named(),
      baseHtml: base.html,
      baseTitle: base.title,
      revision: base.revision,
    })
  }

  /** Somebody typed. */
  function changed(): void {
    if (!mayEdit.value || clash.value) return
    keepTimer ??= setTimeout(keep, kKeepMs)
    if (state.value === 'saved') state.value = 'dirty'
    soon(kPauseMs)
  }
  function soon(pause: number): void {
    since ||= Date.now()
    clearTimeout(saveTimer)
    saveTimer = setTimeout(
      () => void save(),
      Math.min(pause, Math.max(0, since + kMostMs - Date.now())),
    )
  }

  /** `version`: what there is now becomes a version of its own. */
  async function save(version = false, keepalive = false): Promise<void> {
    clearTimeout(saveTimer)
    if (saving || clash.value || !mayEdit.value) return
    const text = html()
    const name = named()
    if (text === base.html && name === base.title && !(version && unversioned)) {
      if (state.value !== 'saved' && !closed) settle()
      return
    }
    if (new Blob([text]).size > kMostBytes) return refuse(i18n.global.t('document.tooLarge'))
    saving = true
    since = 0
    if (!closed) state.value = 'saving'
    try {
      const content = text === base.html ? undefined : text
      const revision = await api.saveDocument(
        { id, title: name, content, autoSave: !version, revision: base.revision },
        keepalive,
      )
      saving = false
      base = { html: text, title: name, revision }
      unversioned = !version
      retryMs = kRetryMs
      settle()
    } catch (error) {
      saving = false
      await failed(error)
    }
  }
  function settle(): void {
    if (doc.value) doc.value = { ...doc.value, title: base.title, revision: base.revision }
    if (!closed && isDirty()) {
      state.value = 'dirty'
      keep()
      soon(kPauseMs)
      return
    }
    dropText(userId, id, tab)
    savedAt.value = Date.now()
    state.value = 'saved'
  }
  function refuse(why: string): void {
    problem.value = why
    state.value = 'failed'
  }
  async function failed(error: unknown): Promise<void> {
    if (closed) return
    keep()
    if (error instanceof ApiError && error.reason === 'Conflict.document') {
      await look(true)
      return
    }
    if (error instanceof ApiError && error.status < 500 && error.status !== 429) {
      return refuse(errorText(error))
    }
    state.value = 'offline'
    saveTimer = setTimeout(() => void save(), retryMs)
    retryMs = Math.min(retryMs * 2, kRetryMostMs)
  }

  /** Takes in what others have saved. `needed`: ours cannot be saved without it. */
  async function look(needed = false): Promise<void> {
    if (!doc.value || clash.value || (saving && !needed)) return
    try {
      const theirs = await api.getDocument(id)
      if (closed || saving || clash.value) return
      if (theirs.revision !== base.revision) takeIn(theirs)
      else doc.value = theirs
    } catch (error) {
      if (error instanceof NetworkError || closed) {
        if (needed) await failed(error)
      } else if (isDirty()) refuse(errorText(error))
      else failure.value = failureOf(error)
    }
  }

  function takeIn(theirs: Doc): void {
    if (field.value?.busy()) {
      setTimeout(() => void look(true), kRestMs)
      return
    }
    // Who may not save it any more still has what they wrote.
    if (isDirty() && !isOpenTo(theirs)) return refuse(i18n.global.t('document.closed'))
    const next = baseOf(theirs)
    const pieces = merge(blocksOf(base.html), blocksOf(html()), blocksOf(next.html))
    if (title.value.trim() === base.title || !title.value.trim()) title.value = next.title
    if (clashesOf(pieces).length > 0) {
      clash.value = { pieces, theirs }
      state.value = 'clash'
      return
    }
    adopt(theirs, settled(pieces, []))
    if (isDirty()) soon(kKeepMs)
  }
  function adopt(theirs: Doc, text: string): void {
    base = baseOf(theirs)
    doc.value = theirs
    field.value?.put(text)
    settle()
  }
  /** Somebody chose between theirs and ours. */
  async function choose(choices: readonly Choice[]): Promise<void> {
    const open = clash.value
    if (!open) return
    clash.value = null
    adopt(open.theirs, settled(open.pieces, choices))
    await save(true)
  }

  function leave(): void {
    keep()
    if (isDirty() || unversioned) void save(true, html().length < kKeepaliveChars)
  }
  function lookIfSeen(): void {
    if (document.visibilityState === 'visible') void look()
    else keep()
  }
  function warn(event: BeforeUnloadEvent): void {
    keep()
    if (isDirty() && !keptHere.value) event.preventDefault()
  }
  useArrivals([kAnything], () => {
    if (state.value === 'offline') void save()
    else void look()
  })
  onMounted(() => {
    if (!held) holdTabLock(tab)
    held = true
    lookTimer = setInterval(lookIfSeen, kLookMs)
    document.addEventListener('visibilitychange', lookIfSeen)
    window.addEventListener('beforeunload', warn)
    window.addEventListener('pagehide', leave)
  })
  onBeforeUnmount(() => {
    leave()
    closed = true
    for (const each of [saveTimer, keepTimer]) clearTimeout(each)
    clearInterval(lookTimer)
    document.removeEventListener('visibilitychange', lookIfSeen)
    window.removeEventListener('beforeunload', warn)
    window.removeEventListener('pagehide', leave)
  })
  return {
    doc,
    initial,
    title,
    failure,
    state,
    problem,
    savedAt,
    keptHere,
    clash,
    mayEdit,
    load,
    ready,
    changed,
    save,
    look,
    choose,
  }
}

function isOpenTo(doc: Doc | null): boolean {
  if (!doc || doc.docType !== 'doc' || doc.isDeleted) return false
  return ['edit', 'admin'].includes(doc.userPermission)
}
function baseOf(doc: Doc) {
  const html = doc.docType === 'doc' ? safeHtml(doc.content ?? '') : (doc.content ?? '')
  return { html, title: doc.title, revision: doc.revision }
}
