import { getStorage } from './api'
import { kUsualLimits } from '@/base/media'
import type { FileLimits } from '@/base/media'

/** What the server takes, asked for once in a page; the usual until it has answered. */

let known = kUsualLimits
let asked: Promise<void> | null = null

export function fileLimits(): FileLimits {
  return known
}

export function askFileLimits(): Promise<void> {
  asked ??= getStorage().then(
    (space) => {
      known = {
        file: space.maxFileSize,
        image: space.maxImageSize,
        chunked: space.maxChunkedSize,
        part: space.chunkSize,
        types: space.fileTypes,
      }
    },
    () => {
      asked = null
    },
  )
  return asked
}
