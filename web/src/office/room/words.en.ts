import type zh from './words.zh'

const en: typeof zh = {
  rooms: { title: 'Rooms' },
}
export default en
