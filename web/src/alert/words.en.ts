import type zh from './words.zh'

const en: typeof zh = {
  alert: {
    message: 'New message',
    hint: 'Turn on desktop notifications and miss nothing',
    enable: 'Turn on',
    later: 'Later',
  },
}
export default en
