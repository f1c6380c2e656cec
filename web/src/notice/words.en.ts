import type zh from './words.zh'

const en: typeof zh = {
  notices: {
    title: 'Notices',
    readAll: 'Mark all as read',
    empty: 'No notices',
    emptyText: 'Contact requests, changes of groups and the like appear here.',
    unread: 'Unread',
    delete: 'Delete notice',
    folded: '{names} accepted your requests',
    foldedMore: '{names} and {others} more accepted your requests',
    between: ', ',
    unfold: 'Show each',
  },
}
export default en
