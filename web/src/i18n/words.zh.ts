export default {
  error: {
    network: '无法连接服务器，请检查网络后重试',
    unknown: '出了点问题，请稍后再试',
  },
  /** By the number of the answer: the texts of the server are Chinese already. */
  code: {} as Record<number, string>,
}
