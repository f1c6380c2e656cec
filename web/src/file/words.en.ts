import type zh from './words.zh'

const en: typeof zh = {
  store: {
    title: 'Files I uploaded',
    received: 'Find files that others sent you in the search',
    all: 'All',
    image: 'Images',
    video: 'Videos',
    audio: 'Audio',
    document: 'Documents',
    other: 'Other',
    search: 'File name',
    used: '{used} of {total} used',
    count: '{count} file | {count} files',
    empty: 'No files yet',
    emptyText: 'Images and files that you send in chats appear here.',
    emptyKind: 'No files of this kind',
    none: 'No file name contains “{keyword}”',
    download: 'Download {name}',
    delete: 'Delete {name}',
    deleteTitle: 'Delete “{name}”?',
    deleteMany: 'Delete {count} file? | Delete {count} files?',
    deleteText: 'Where they were sent they can no longer be opened. This cannot be undone.',
    deleteConfirm: 'Delete',
    deleted: '{count} deleted',
    selected: '{count} selected',
    select: 'Select {name}',
    selectAll: 'Select all',
    preview: 'Open {name}',
  },
}
export default en
