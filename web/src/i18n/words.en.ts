import type zh from './words.zh'

const en: typeof zh = {
  error: {
    network: 'The server cannot be reached. Check your network and try again.',
    unknown: 'Something went wrong. Please try again.',
  },
  code: {
    401: 'Please sign in again.',
    403: 'You are not allowed to do this.',
    404: 'Not found.',
    413: 'Too large.',
    429: 'Too many requests. Please wait a moment.',
    500: 'The server had a problem. Please try again.',
    4001: 'This user does not exist.',
    4002: 'This user name is taken.',
    4003: 'Wrong user name or password.',
    4006: 'This group does not exist.',
    4007: 'You are not friends.',
    4008: 'There is a friend request already.',
    4017: 'You cannot add yourself.',
    4018: 'You are friends already.',
    4019: 'This friend request does not exist.',
    10001: 'This conversation does not exist.',
    10002: 'You are not in this conversation.',
    10003: 'This message does not exist.',
    10008: 'The receiver does not exist.',
    10010: 'The message is empty.',
  },
}
export default en
