export default {
  alert: {
    message: '发来一条消息',
    hint: '打开桌面通知，不错过新消息',
    enable: '打开',
    later: '以后再说',
  },
}
