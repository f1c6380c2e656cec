import type zh from './words.zh'

const en: typeof zh = {
  connection: {
    lost: 'Connection lost, reconnecting…',
    countdown: '(in {seconds} s)',
    now: 'Retry now',
    away: 'The server ended this connection',
    awayReason: 'The server ended this connection: {reason}',
    again: 'Reconnect',
  },
}
export default en
