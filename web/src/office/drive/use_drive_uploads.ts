import { onBeforeUnmount, shallowReactive, shallowRef } from 'vue'
import { uploadTo } from './api'
import { errorText } from '@/i18n/errors'

export interface Upload {
  key: number
  name: string
  /** 0 … 1. */
  part: number
  /** Why it was given up; '' = it was not. */
  problem: string
}

const kAtOnce = 2

/** Files on their way into a folder, two at a time; `done` after each that has come. */
export function useDriveUploads(done: (folder: number) => void) {
  const all = shallowRef<readonly Upload[]>([])
  const waiting: { upload: Upload; file: File; folder: number }[] = []
  const running = new Map<number, AbortController>()
  let last = 0

  function add(files: readonly File[], folder: number): void {
    const more = files.map((file) => {
      const upload = shallowReactive<Upload>({ key: ++last, name: file.name, part: 0, problem: '' })
      waiting.push({ upload, file, folder })
      return upload
    })
    all.value = [...all.value, ...more]
    next()
  }

  function next(): void {
    while (running.size < kAtOnce && waiting.length > 0) {
      const { upload, file, folder } = waiting.shift()!
      const abort = new AbortController()
      running.set(upload.key, abort)
      const tell = (loaded: number, total: number) => (upload.part = total ? loaded / total : 0)
      uploadTo(folder, file, abort.signal, tell)
        .then(() => {
          drop(upload.key)
          done(folder)
        })
        .catch((error: unknown) => {
          if (!abort.signal.aborted) upload.problem = errorText(error)
        })
        .finally(() => {
          running.delete(upload.key)
          next()
        })
    }
  }

  function drop(key: number): void {
    all.value = all.value.filter((each) => each.key !== key)
  }

  /** Gives one up, or puts one away that has failed. */
  function cancel(key: number): void {
    const index = waiting.findIndex((each) => each.upload.key === key)
    if (index >= 0) waiting.splice(index, 1)
    running.get(key)?.abort()
    drop(key)
  }

  onBeforeUnmount(() => {
    waiting.length = 0
    for (const each of running.values()) each.abort()
  })
  return { all, add, cancel }
}
