export default {
  connection: {
    lost: '连接已断开，正在重连…',
    countdown: '({seconds} 秒后)',
    now: '立即重试',
    away: '服务器已断开此连接',
    awayReason: '服务器已断开此连接：{reason}',
    again: '重新连接',
  },
}
