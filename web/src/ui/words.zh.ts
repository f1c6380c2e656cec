export default {
  time: { today: '今天', yesterday: '昨天' },
  common: {
    cancel: '取消',
    retry: '重试',
    close: '关闭',
    back: '返回',
  },
}
