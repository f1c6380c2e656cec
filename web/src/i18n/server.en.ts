/**
 * What the server says in finished Chinese sentences, in English: lines in chats, notices and
 * refusals. A sentence that is not here is shown as it came. Each stands for the whole text, so
 * that nothing of what people wrote is taken for one.
 */
const list = (names: string) => names.replaceAll('、', ', ')

export const kSentences: readonly (readonly [RegExp, (...parts: string[]) => string])[] = [
  [/^你们已成为好友，现在可以开始聊天了$/, () => 'You are contacts now and can start to chat'],
  [/^你们的好友关系已解除$/, () => 'You are no longer contacts'],
  [/^'(.+)'创建了群聊$/s, (x) => `${x} created the group`],
  [/^'(.+)'邀请'(.+)'加入了群聊$/s, (x, y) => `${x} invited ${list(y!)}`],
  [/^'(.+)'加入了群聊$/s, (x) => `${x} joined the group`],
  [/^'(.+)'被'(.+)'移出群聊$/s, (y, x) => `${x} removed ${list(y!)} from the group`],
  [/^'(.+)'退出了群聊$/s, (x) => `${x} left the group`],
  [/^'(.+)'解散了群聊$/s, (x) => `${x} dissolved the group`],
  [/^'(.+)'将群主转让给'(.+)'$/s, (x, y) => `${x} made ${y} the owner of the group`],
  [/^'(.+)'将群名修改为'(.+)'$/s, (x, name) => `${x} renamed the group to “${name}”`],
  [/^'(.+)'发布了群公告：(.*)$/s, (x, text) => `${x} posted an announcement: ${text}`],
  [/^'(.+)'开启了全员禁言$/s, (x) => `${x} muted everybody`],
  [/^'(.+)'关闭了全员禁言$/s, (x) => `${x} lets everybody write again`],
  [/^'(.+)'开启了阅后即焚$/s, (x) => `${x} turned on messages that vanish`],
  [/^'(.+)'关闭了阅后即焚$/s, (x) => `${x} turned off messages that vanish`],
  [/^'(.+)'被禁言$/s, (y) => `${list(y!)} may not write for now`],
  [/^'(.+)'的禁言已解除$/s, (y) => `${list(y!)} may write again`],
  [/^'(.+)'置顶了一条消息$/s, (x) => `${x} pinned a message`],
  [/^'(.+)'发起了语音通话$/s, (x) => `${x} started a voice call`],
  [/^'(.+)'发起了视频通话$/s, (x) => `${x} started a video call`],
  [/^通话结束$/, () => 'The call has ended'],
  [/^摄像头或麦克风不可用$/, () => 'no camera or microphone available'],
  [/^该群聊已被封禁(?:，原因:(.+))?$/s, (why) => `This group is banned${why ? `: ${why}` : ''}`],
  [/^该群聊已解除封禁$/, () => 'This group is no longer banned'],
  [
    /^\[(视频|语音)通话\] (.+)$/,
    (kind, end) => `[${kind === '视频' ? 'Video' : 'Voice'} call] ${call(end!)}`,
  ],
  [/^好友申请$/, () => 'Contact request'],
  [/^好友申请已通过$/, () => 'Contact request accepted'],
  [/^好友申请被拒绝$/, () => 'Contact request declined'],
  [/^已添加好友$/, () => 'Contact added'],
  [/^(.+)请求添加您为好友(?:：(.*))?$/s, (x, text) => `${x} would like to add you${tail(text)}`],
  [/^(.+)通过了您的好友申请$/s, (x) => `${x} accepted your request`],
  [/^(.+)拒绝了您的好友申请$/s, (x) => `${x} declined your request`],
  [/^您已与(.+)成为好友$/s, (x) => `You and ${x} are contacts now`],
  [/^入群申请$/, () => 'Request to join a group'],
  [/^入群申请已通过$/, () => 'Request to join accepted'],
  [/^入群申请未通过$/, () => 'Request to join declined'],
  [
    /^(.+)申请加入群聊'(.+?)'(?:：(.*))?$/s,
    (x, group, text) => `${x} asks to join “${group}”${tail(text)}`,
  ],
  [
    /^(.+)邀请(.+)等(\d+)人加入群聊'(.+?)'(?:：(.*))?$/s,
    (x, y, n, group, text) =>
      `${x} invites ${y} and others (${n} people) to “${group}”${tail(text)}`,
  ],
  [
    /^(.+)邀请(.+)加入群聊'(.+?)'(?:：(.*))?$/s,
    (x, y, group, text) => `${x} invites ${y} to “${group}”${tail(text)}`,
  ],
  [
    /^您加入群聊'(.+)'的申请已通过(?:：(.*))?$/s,
    (group, text) => `You are now in “${group}”${tail(text)}`,
  ],
  [
    /^您加入群聊'(.+)'的申请未通过(?:：(.*))?$/s,
    (group, text) => `You were not let into “${group}”${tail(text)}`,
  ],
  [/^充值已到账$/, () => 'Recharge arrived'],
  [/^充值未通过$/, () => 'Recharge declined'],
  [/^提现审核通过$/, () => 'Withdrawal approved'],
  [/^提现已到账$/, () => 'Withdrawal paid'],
  [/^提现未到账，金额已退回$/, () => 'Withdrawal failed; the amount was returned'],
  [/^提现审核未通过，金额已退回$/, () => 'Withdrawal declined; the amount was returned'],
  [/^提现待审核$/, () => 'Withdrawal waits for approval'],
  [/^充值$/, () => 'Recharge'],
  [/^提现$/, () => 'Withdrawal'],
  [/^提现退回$/, () => 'Withdrawal returned'],
  [/^购买VIP$/, () => 'VIP bought'],
  [/^发红包$/, () => 'Red packet sent'],
  [/^抢红包$/, () => 'Red packet taken'],
  [/^红包退款$/, () => 'Red packet returned'],
  [/^后台调整$/, () => 'Adjusted by an administrator'],
  [
    /^订单 (\S+)，金额 ([\d.]+)(?:，(.*))?$/s,
    (sn, sum, text) => `Order ${sn}, amount ¥${sum}${text ? `, ${text}` : ''}`,
  ],
]

function tail(text: string | undefined): string {
  return text ? `: ${text}` : ''
}
function call(end: string): string {
  const [, time] = /^通话时长 (\d+:\d\d)$/.exec(end) ?? []
  if (time) return `lasted ${time}`
  return { 已拒绝: 'declined', 已取消: 'cancelled', 未接通: 'no answer' }[end] ?? end
}

/** Refusals, word for word; those with a number of their own are in `code` of en.ts. */
export const kRefusals: Readonly<Record<string, string>> = {
  不能与自己创建会话: 'You cannot chat with yourself.',
  '密码过于常见，请换一个': 'This password is too common. Choose another one.',
  不支持的消息类型: 'Messages of this kind are not possible here.',
  单次最多删除100条消息: 'At most 100 messages can be deleted at once.',
  单次最多转发100条消息: 'At most 100 messages can be forwarded at once.',
  原密码错误: 'The old password is wrong.',
  '登录失败次数过多，请稍后再试': 'Too many failed attempts. Please try again later.',
  账号已停用: 'This account is disabled.',
  只能修改自己的信息: 'You can change only what is yours.',
  管理员不能移除其他管理员: 'An administrator cannot remove another one.',
  不能禁言群主: 'The owner cannot be muted.',
  管理员不能禁言其他管理员: 'An administrator cannot mute another one.',
  您不是该群组成员: 'You are not in this group.',
  系统未开放注册: 'Registration is closed.',
  邀请码无效或已过期: 'The invitation is not valid any more.',
  '只有群主和管理员可以使用@所有人': 'Only the owner and administrators can mention everybody.',
  目标用户不存在: 'This person does not exist.',
  不能拉黑自己: 'You cannot block yourself.',
  不能呼叫自己: 'You cannot call yourself.',
  该申请已处理: 'This request was answered already.',
  对方已将您拉黑: 'They have blocked you.',
  对方设置了不允许被拉入群聊: 'They do not want to be added to groups.',
  对方设置了不接收通话: 'They do not take calls.',
  对方设置了不接收消息: 'They do not take messages.',
  只能编辑文本消息: 'Only texts can be edited.',
  该群聊已被封禁: 'This group is banned.',
  群组成员数量已达上限: 'The group is full.',
  您已被禁言: 'You may not write in this group for now.',
  全员禁言中: 'Nobody but administrators may write in this group now.',
  已撤回的消息不能编辑: 'A recalled message cannot be edited.',
  消息已撤回: 'The message was recalled.',
  消息包含敏感词汇: 'The message contains words that are not allowed.',
  管理员数量已达上限: 'There are too many administrators already.',
  待处理的入群申请过多: 'Too many requests to join are waiting.',
  待处理的好友申请过多: 'Too many contact requests are waiting.',
  好友数量已达上限: 'You have too many contacts.',
  对方好友数量已达上限: 'They have too many contacts.',
  黑名单数量已达上限: 'Your list of blocked people is full.',
  未完成的上传任务过多: 'Too many uploads are unfinished.',
  只支持图片格式: 'Only pictures are possible here.',
  该文件类型不支持预览: 'Files of this type have no preview.',
  '账户还有余额、未完成的订单或红包，不能注销':
    'The account has money, open orders or packets and cannot be closed.',
}
