import type zh from './words.zh'

const en: typeof zh = {
  time: { today: 'Today', yesterday: 'Yesterday' },
  common: {
    cancel: 'Cancel',
    retry: 'Retry',
    close: 'Close',
    back: 'Back',
  },
}
export default en
