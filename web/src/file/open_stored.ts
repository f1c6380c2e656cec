import { previewFile } from './api'

interface Stored {
  fileId?: number | null
  fileUrl?: string | null
}

/** Where a file can be had: a fresh address, for one that was issued long ago may have ended. */
export async function addressOf({ fileId, fileUrl }: Stored): Promise<string> {
  const fresh = fileId ? await previewFile(fileId).catch(() => null) : null
  return fresh ?? fileUrl ?? ''
}

export async function openStored(file: Stored): Promise<void> {
  const url = await addressOf(file)
  if (url) window.open(url, '_blank', 'noopener')
}
