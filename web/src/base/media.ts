/** Content of messages that carry a file (ruoyi 3.d), and what may be uploaded (ruoyi 12). */

export interface Media {
  url: string
  name: string
  size: number
  width: number
  height: number
  /** Seconds, 0 = unknown. */
  duration: number
  fileId: number
}

/** Readers accept all spellings of ruoyi 3.d, or a bare address. Null = nothing to show. */
export function mediaOf(content: string): Media | null {
  const m = parse(content)
  if (!m) {
    const bare = content.trim()
    return isPath(bare) ? { ...kNone, url: bare, name: nameOfPath(bare) } : null
  }
  const url = firstText(m.fileUrl, m.url, m.imageUrl)
  const name = firstText(m.fileName, m.name, m.file_name)
  if (!url && !name) return null
  return {
    url: isPath(url) ? url : '',
    name: name || nameOfPath(url),
    size: numberOf(m.fileSize ?? m.size),
    width: numberOf(m.width),
    height: numberOf(m.height),
    duration: numberOf(m.duration),
    fileId: numberOf(m.fileId),
  }
}

const kNone: Media = { url: '', name: '', size: 0, width: 0, height: 0, duration: 0, fileId: 0 }

export interface Card {
  userId: number
  name: string
  avatar: string | null
}

export function cardOf(content: string): Card | null {
  const m = parse(content)
  const userId = numberOf(m?.userId)
  return m && userId
    ? { userId, name: firstText(m.name) || String(userId), avatar: firstText(m.avatar) || null }
    : null
}

export interface Place {
  name: string
  address: string
  longitude: number
  latitude: number
}

export function placeOf(content: string): Place | null {
  const m = parse(content)
  if (!m || typeof m.longitude !== 'number' || typeof m.latitude !== 'number') return null
  return {
    name: firstText(m.name),
    address: firstText(m.address),
    longitude: m.longitude,
    latitude: m.latitude,
  }
}

function parse(content: string): Record<string, unknown> | null {
  try {
    const parsed: unknown = JSON.parse(content)
    return parsed !== null && typeof parsed === 'object' ? (parsed as never) : null
  } catch {
    return null
  }
}
function firstText(...values: unknown[]): string {
  return values.find((each): each is string => typeof each === 'string' && each !== '') ?? ''
}
function numberOf(value: unknown): number {
  const n = typeof value === 'string' ? Number(value) : value
  return typeof n === 'number' && Number.isFinite(n) && n > 0 ? n : 0
}
/** An address of this server or of the web; nothing that would run a script. */
function isPath(url: string): boolean {
  return /^(\/(?!\/)|https?:\/\/)\S+$/.test(url)
}
/** The host that an address leads to, empty when it is `own` or says none. */
export function foreignHost(url: string, own: string): string {
  const host = /^https?:\/\/(?:[^/?#]*@)?([^/?#@]+)/i.exec(url)?.[1]?.toLowerCase() ?? ''
  return host === own.toLowerCase() ? '' : host
}
function nameOfPath(url: string): string {
  const last = url.split(/[?#]/)[0]!.split('/').pop() ?? ''
  try {
    return decodeURIComponent(last)
  } catch {
    return last
  }
}

/** Size of the box a picture gets, before it is loaded: never more than 320 px a side. */
const kThumbPx = 320
const kLeastThumbPx = 48

export function thumbBox(width: number, height: number): { width: number; height: number } {
  if (width <= 0 || height <= 0) return { width: 240, height: 180 }
  const scale = Math.min(1, kThumbPx / width, kThumbPx / height)
  return {
    width: Math.round(Math.max(kLeastThumbPx, width * scale)),
    height: Math.round(Math.max(kLeastThumbPx, height * scale)),
  }
}

/** `03:12` */
export function durationText(seconds: number): string {
  const whole = Math.max(0, Math.round(seconds))
  const two = (n: number) => String(n).padStart(2, '0')
  return `${two(Math.floor(whole / 60))}:${two(whole % 60)}`
}

export function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.')
  return dot > 0 ? name.slice(dot + 1).toLowerCase() : ''
}

/** What the server takes (ruoyi 12.10): bytes, and extensions or none for all. */
export interface FileLimits {
  file: number
  image: number
  /** In parts of `part` bytes. */
  chunked: number
  part: number
  types: readonly string[]
}
/** Until the server has said otherwise. */
export const kUsualLimits: FileLimits = {
  file: 20 * 1024 * 1024,
  image: 10 * 1024 * 1024,
  chunked: 1024 * 1024 * 1024,
  part: 5 * 1024 * 1024,
  types: [],
}
const kImages = new Set(['jpg', 'jpeg', 'png', 'gif', 'bmp', 'webp'])
const kVideos = new Set(['mp4', 'avi', 'mov', 'wmv', 'flv', 'mkv', 'webm'])
const kAudio = new Set(['mp3', 'wav', 'aac', 'flac', 'ogg', 'amr'])

type FileKind = 'IMAGE' | 'VIDEO' | 'VOICE' | 'FILE'

/** How a chosen file is sent: as a picture when the browser can show it and the size allows. */
export function kindOfFile(
  name: string,
  mime: string,
  size: number,
  limits: FileLimits = kUsualLimits,
): FileKind {
  const extension = extensionOf(name)
  if (kImages.has(extension) || /^image\/(png|jpeg|gif|webp|bmp)$/.test(mime)) {
    return size <= limits.image ? 'IMAGE' : 'FILE'
  }
  return kVideos.has(extension) ? 'VIDEO' : 'FILE'
}

type FileProblem = 'empty' | 'tooLarge' | 'type'

/** Why a file cannot be uploaded, before trying. */
export function fileProblem(
  name: string,
  mime: string,
  size: number,
  limits: FileLimits = kUsualLimits,
): FileProblem | null {
  if (size === 0) return 'empty'
  if (size > Math.max(limits.file, limits.chunked)) return 'tooLarge'
  if (limits.types.length === 0) return null
  const extension = extensionOf(name)
  const pasted = extension === '' && mime.startsWith('image/')
  return pasted || limits.types.includes(extension) ? null : 'type'
}

/** Icon and colour of a file card. */
type FileLook =
  'image' | 'video' | 'audio' | 'pdf' | 'word' | 'sheet' | 'slides' | 'zip' | 'text' | 'other'

export function lookOf(name: string): FileLook {
  const extension = extensionOf(name)
  if (kImages.has(extension) || extension === 'svg') return 'image'
  if (kVideos.has(extension)) return 'video'
  if (kAudio.has(extension)) return 'audio'
  if (extension === 'pdf') return 'pdf'
  if (/^docx?$/.test(extension)) return 'word'
  if (/^(xlsx?|csv)$/.test(extension)) return 'sheet'
  if (/^pptx?$/.test(extension)) return 'slides'
  if (/^(zip|rar|7z|tar|gz)$/.test(extension)) return 'zip'
  return /^(txt|md|json|xml)$/.test(extension) ? 'text' : 'other'
}
