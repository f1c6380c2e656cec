import { shallowRef } from 'vue'
import { useI18n } from 'vue-i18n'
import type { Quote } from '@/api/types'
import { filesOf, saveFiles } from '@/data/drafts'
import { askFileLimits, fileLimits } from '@/file/file_limits'
import { fileProblem, kindOfFile } from '@/base/media'
import { sizeText } from '@/base/sizes'
import { useLive } from '@/live/live'
import { sayProblem } from '@/ui/say'
import { isPictureOfText } from './pasted'

const kMostFilesAtOnce = 20
/** Refusals that are told one by one. */
const kMostReasons = 3

/** Files chosen for a conversation: checked before they are taken, sent in their order. */
export function useAttachments(conversationId: number, userId: number) {
  const { t } = useI18n()
  const live = useLive()
  const files = shallowRef<readonly File[]>(filesOf(userId, conversationId))
  void askFileLimits()

  function set(list: readonly File[]): void {
    files.value = list
    saveFiles(userId, conversationId, list)
  }

  /** Takes what may be sent; says in one message why the rest may not. */
  function accept(list: readonly File[]): File[] {
    const limits = fileLimits()
    const taken: File[] = []
    const reasons: string[] = []
    for (const file of list) {
      const name = nameOf(file)
      const problem = fileProblem(name, file.type, file.size, limits)
      if (problem === null) taken.push(file)
      else if (problem === 'tooLarge') {
        const most = sizeText(Math.max(limits.file, limits.chunked))
        reasons.push(t('msg.upload.tooLarge', { name, size: sizeText(file.size), most }))
      } else reasons.push(t(`msg.upload.${problem}`, { name }))
    }
    if (taken.length > kMostFilesAtOnce) {
      reasons.push(t('msg.upload.many', { most: kMostFilesAtOnce }))
      taken.length = kMostFilesAtOnce
    }
    if (reasons.length > 0) sayProblem(reasonsText(reasons))
    return taken
  }
  function reasonsText(reasons: readonly string[]): string {
    const shown = reasons.slice(0, kMostReasons).join('\n')
    const rest = reasons.length - kMostReasons
    return rest > 0 ? `${shown}\n${t('msg.upload.more', { n: rest })}` : shown
  }

  /** Into the strip above the field, to be sent with Enter. */
  function add(list: readonly File[]): void {
    set([...files.value, ...accept(list)].slice(0, kMostFilesAtOnce))
  }
  function remove(file: File): void {
    set(files.value.filter((each) => each !== file))
  }

  /** Bubbles at once; the outbox keeps the order of sending. */
  async function send(list: readonly File[], quote: Quote | null = null): Promise<void> {
    for (const [index, file] of list.entries()) {
      const name = nameOf(file)
      const type = kindOfFile(name, file.type, file.size, fileLimits())
      const size = type === 'IMAGE' ? await sizeOfImage(file) : { width: 0, height: 0 }
      live.send(conversationId, '', {
        type,
        quote: index === 0 ? quote : null,
        blob: file,
        attachment: { name, size: file.size, mime: file.type, duration: 0, ...size },
      })
    }
  }
  /** A recording of `seconds`, behind what is on its way. */
  function sendVoice(file: File, seconds: number, quote: Quote | null): void {
    const { name, size, type: mime } = file
    const attachment = { name, size, mime, duration: seconds, width: 0, height: 0 }
    then(() => live.send(conversationId, '', { type: 'VOICE', quote, blob: file, attachment }))
  }
  let running: Promise<void> | null = null
  function sendAll(quote: Quote | null): void {
    const list = files.value
    set([])
    queue(() => send(list, quote))
  }
  /** Now or, while pictures are still being looked at, behind them. */
  function then(run: () => void): void {
    if (running) queue(async () => run())
    else run()
  }
  function queue(run: () => Promise<void>): void {
    const mine: Promise<void> = (running ?? Promise.resolve()).then(run).finally(() => {
      if (running === mine) running = null
    })
    running = mine
  }

  /** Files are not pasted as text; `takes` says whether they are taken. */
  function paste(event: ClipboardEvent, takes: boolean): void {
    const { files: found } = filesFrom(event.clipboardData)
    if (found.length === 0 || isPictureOfText(event.clipboardData)) return
    event.preventDefault()
    if (takes) add(found)
  }

  return { files, add, paste, remove, sendAll, sendVoice, then }
}

/** A pasted picture has no name of its own. */
export function nameOf(file: File): string {
  if (file.name) return file.name
  const extension = file.type
    .split('/')[1]
    ?.replace('jpeg', 'jpg')
    .replace(/[^a-z0-9]/g, '')
  return `image.${extension || 'png'}`
}

async function sizeOfImage(file: File): Promise<{ width: number; height: number }> {
  if (file.size > fileLimits().image) return { width: 0, height: 0 }
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    return { width: image.naturalWidth, height: image.naturalHeight }
  } catch {
    return { width: 0, height: 0 }
  } finally {
    URL.revokeObjectURL(url)
  }
}

/** Files of a paste or a drop. A folder among them is said by `folders`. */
export function filesFrom(data: DataTransfer | null): { files: File[]; folders: number } {
  const files: File[] = []
  let folders = 0
  for (const item of data?.items ?? []) {
    if (item.kind !== 'file') continue
    if (item.webkitGetAsEntry?.()?.isDirectory) {
      folders++
      continue
    }
    const file = item.getAsFile()
    if (file) files.push(file)
  }
  return { files, folders }
}
