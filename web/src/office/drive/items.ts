import type { CloudFile, Folder, Kind } from './api'

/** Folders and files as one list. */
export interface Item {
  kind: Kind
  id: number
  name: string
  /** Bytes of a file, things in a folder. */
  size: number
  type: string | null
  time: string | null
  picture: string | null
  url: string | null
  storedId: number | null
}

/** Folders first, each by name, numbers in names by their value. */
export function itemsOf(folders: readonly Folder[], files: readonly CloudFile[]): Item[] {
  const byName = new Intl.Collator(undefined, { numeric: true })
  const sorted = (items: Item[]) => items.sort((a, b) => byName.compare(a.name, b.name))
  return [...sorted(folders.map(ofFolder)), ...sorted(files.map(ofFile))]
}

function ofFolder(folder: Folder): Item {
  return {
    kind: 'FOLDER',
    id: folder.id,
    name: folder.folderName,
    size: folder.fileCount,
    type: null,
    time: folder.updateTime,
    picture: null,
    url: null,
    storedId: null,
  }
}

function ofFile(file: CloudFile): Item {
  return {
    kind: 'FILE',
    id: file.id,
    name: file.fileName,
    size: file.fileSize,
    type: file.fileType,
    time: file.updateTime,
    picture: file.thumbnailUrl,
    url: file.fileUrl,
    storedId: file.storedFileId,
  }
}

/** What is given to others; the server's own path opens the web client. */
export function linkOf(shareCode: string, origin = location.origin): string {
  return `${origin}/#/office/drive/shared/${encodeURIComponent(shareCode)}`
}

const kShortest = 4
const kLongest = 32

/** Without one, or long enough. */
export function isPassword(text: string): boolean {
  const length = Array.from(text).length
  return length === 0 || (length >= kShortest && length <= kLongest)
}
