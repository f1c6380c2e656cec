export default {
  notices: {
    title: '通知',
    readAll: '全部标为已读',
    empty: '没有通知',
    emptyText: '好友申请、群聊变动等会出现在这里。',
    unread: '未读',
    delete: '删除通知',
    folded: '{names}通过了您的好友申请',
    foldedMore: '{names}等 {count} 人通过了您的好友申请',
    between: '、',
    unfold: '逐条显示',
  },
}
