import type zh from './words.zh'

const en: typeof zh = {
  contacts: {
    label: 'Contacts',
    friends: 'Friends',
    accept: 'Accept',
    decline: 'Decline',
    accepted: '{name} was added',
    declined: "{name}'s request was declined",
    emptyTitle: 'No friends yet',
    emptyText: 'Search for a colleague above and send a friend request.',
    pickTitle: 'Choose a contact',
    pickText: 'Choose a friend on the left, or search for a colleague.',
    username: 'User name',
    department: 'Department',
    position: 'Position',
    signature: 'Signature',
    requestTitle: 'Add {name} as a friend',
    requestLabel: 'Message',
    requestDefault: 'Hello, this is {name}.',
    requestSend: 'Send request',
    requestSent: 'Friend request sent',
    noMessage: 'wants to be your friend',
    failed: 'The contacts could not be loaded',
  },
}
export default en
