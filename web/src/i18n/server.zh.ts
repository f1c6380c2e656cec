import type { ServerWords } from './said'
import { when } from './when'

/** What the server says, in Chinese. Its refusals come in Chinese and are shown as they come. */

const list = (names: readonly string[]) => `'${names.join('、')}'`
const tail = (text: string) => (text ? `：${text}` : '')
const order = (title: string): ServerWords['line']['recharge_arrived'] => {
  return (l) => ({
    title,
    text: `订单 ${l.order}，金额 ¥${l.amount}${l.text ? `，${l.text}` : ''}`,
  })
}

export const words: ServerWords = {
  notice: {
    friends_now: () => '你们已成为好友，现在可以开始聊天了',
    friends_ended: () => '你们的好友关系已解除',
    group_created: (n) => `'${n.actor}'创建了群聊`,
    member_invited: (n) => `'${n.actor}'邀请${list(n.targets)}加入了群聊`,
    member_joined: (n) => `'${n.actor}'加入了群聊`,
    member_removed: (n) => `${list(n.targets)}被'${n.actor}'移出群聊`,
    member_left: (n) => `'${n.actor}'退出了群聊`,
    dissolved: (n) => `'${n.actor}'解散了群聊`,
    owner_transferred: (n) => `'${n.actor}'将群主转让给${list(n.targets)}`,
    renamed: (n) => `'${n.actor}'将群名修改为'${n.text}'`,
    announcement: (n) => `'${n.actor}'发布了群公告：${n.text}`,
    mute_all_on: (n) => `'${n.actor}'开启了全员禁言`,
    mute_all_off: (n) => `'${n.actor}'关闭了全员禁言`,
    member_muted: (n) => `${list(n.targets)}被禁言`,
    member_unmuted: (n) => `${list(n.targets)}的禁言已解除`,
    top_set: (n) => `'${n.actor}'置顶了一条消息`,
    private_on: (n) => `'${n.actor}'开启了阅后即焚`,
    private_off: (n) => `'${n.actor}'关闭了阅后即焚`,
    call_started: (n) => `'${n.actor}'发起了${n.text === 'voice' ? '语音' : '视频'}通话`,
    call_ended: () => '通话结束',
    group_banned: (n) => `该群聊已被封禁${n.text ? `，原因:${n.text}` : ''}`,
    group_unbanned: () => '该群聊已解除封禁',
  },
  line: {
    contact_asked: (l) => ({
      title: '好友申请',
      text: `${l.actor}请求添加您为好友${tail(l.text)}`,
    }),
    contact_accepted: (l) => ({ title: '好友申请已通过', text: `${l.actor}通过了您的好友申请` }),
    contact_declined: (l) => ({ title: '好友申请被拒绝', text: `${l.actor}拒绝了您的好友申请` }),
    contact_added: (l) => ({ title: '已添加好友', text: `您已与${l.actor}成为好友` }),
    join_asked: (l) => ({
      title: '入群申请',
      text: `${l.actor}申请加入群聊'${l.group}'${tail(l.text)}`,
    }),
    join_invited: (l) => ({
      title: '入群申请',
      text: `${l.actor}邀请${l.target}${l.count > 1 ? `等${l.count}人` : ''}加入群聊'${l.group}'${tail(l.text)}`,
    }),
    join_approved: (l) => ({
      title: '入群申请已通过',
      text: `您加入群聊'${l.group}'的申请已通过${tail(l.text)}`,
    }),
    join_declined: (l) => ({
      title: '入群申请未通过',
      text: `您加入群聊'${l.group}'的申请未通过${tail(l.text)}`,
    }),
    recharge_arrived: order('充值已到账'),
    recharge_declined: order('充值未通过'),
    withdrawal_waits: order('提现待审核'),
    withdrawal_approved: order('提现审核通过'),
    withdrawal_declined: order('提现审核未通过，金额已退回'),
    withdrawal_arrived: order('提现已到账'),
    withdrawal_failed: order('提现未到账，金额已退回'),
    packet_taken: (l) => ({ title: '红包', text: `${l.actor}领取了你的红包` }),
    packet_returned: (l) => ({ title: '红包退款', text: `未领取的红包 ¥${l.amount} 已退回` }),
    meeting_booked: (l) => ({
      title: '会议邀请',
      text: `${l.actor}邀请您参加会议“${l.topic}”：${when(l, 'zh-CN')}，${l.place}`,
    }),
    booking_waits: (l) => ({
      title: '会议室预订待确认',
      text: `${l.actor}为会议“${l.topic}”预订的会议室等待确认：${when(l, 'zh-CN')}，${l.place}`,
    }),
    booking_confirmed: (l) => ({
      title: '会议室预订已确认',
      text: `您为会议“${l.topic}”预订的会议室已确认：${when(l, 'zh-CN')}，${l.place}`,
    }),
    meeting_cancelled: (l) => ({
      title: '会议已取消',
      text: `${l.actor ? `${l.actor}取消了会议“${l.topic}”` : `会议“${l.topic}”已取消`}：${when(l, 'zh-CN')}，${l.place}${l.text ? `，原因：${l.text}` : ''}`,
    }),
    meeting_soon: (l) => ({
      title: '会议提醒',
      text: `会议“${l.topic}”即将开始：${when(l, 'zh-CN')}，${l.place}`,
    }),
    booking_released: (l) => ({
      title: '会议室已释放',
      text: `会议“${l.topic}”无人签到，会议室已释放：${when(l, 'zh-CN')}，${l.place}`,
    }),
    schedule_invited: (l) => ({
      title: '日程邀请',
      text: `${l.actor}邀请您参加日程“${l.topic}”：${when(l, 'zh-CN')}`,
    }),
    schedule_moved: (l) => ({
      title: '日程时间变更',
      text: `${l.actor}更改了日程“${l.topic}”的时间，请重新确认：${when(l, 'zh-CN')}`,
    }),
    schedule_cancelled: (l) => ({
      title: '日程已取消',
      text: `${l.actor}取消了日程“${l.topic}”：${when(l, 'zh-CN')}`,
    }),
    schedule_uninvited: (l) => ({
      title: '已移出日程',
      text: `${l.actor}将您移出了日程“${l.topic}”：${when(l, 'zh-CN')}`,
    }),
    schedule_accepted: (l) => ({
      title: '日程邀请已接受',
      text: `${l.actor}接受了日程“${l.topic}”的邀请${l.text ? `：${l.text}` : ''}`,
    }),
    schedule_declined: (l) => ({
      title: '日程邀请被拒绝',
      text: `${l.actor}拒绝了日程“${l.topic}”的邀请${l.text ? `：${l.text}` : ''}`,
    }),
    schedule_soon: (l) => ({
      title: '日程提醒',
      text: `日程“${l.topic}”即将开始：${when(l, 'zh-CN')}`,
    }),
    ding_received: (l) => ({ title: 'DING消息', text: `${l.actor}：${l.text}` }),
    ding_reminded: (l) => ({
      title: 'DING提醒',
      text: `${l.actor}的DING等待您确认：${l.text}`,
    }),
    supplement_waits: (l) => ({
      title: '补卡申请待审批',
      text: `${l.actor}申请${l.topic}补卡，待您审批${tail(l.text)}`,
    }),
    supplement_approved: (l) => ({
      title: '补卡申请已通过',
      text: `您${l.topic}的补卡申请已通过${tail(l.text)}`,
    }),
    supplement_rejected: (l) => ({
      title: '补卡申请被驳回',
      text: `${l.actor}驳回了您${l.topic}的补卡申请${tail(l.text)}`,
    }),
    task_assigned: (l) => ({ title: '新任务', text: `${l.actor}给您分配了任务“${l.topic}”` }),
    task_reminded: (l) => ({ title: '任务提醒', text: `任务“${l.topic}”到了提醒时间` }),
    document_shared: (l) => ({ title: '文档分享', text: `${l.actor}与您分享了文档“${l.topic}”` }),
    document_commented: (l) => ({
      title: '文档评论',
      text: `${l.actor}评论了您的文档“${l.topic}”${tail(l.text)}`,
    }),
    document_replied: (l) => ({
      title: '评论回复',
      text: `${l.actor}回复了您在文档“${l.topic}”中的评论${tail(l.text)}`,
    }),
    report_waits: (l) => ({
      title: '日志待审批',
      text: `${l.actor}提交了${l.topic}的日志，待您审批`,
    }),
    report_approved: (l) => ({
      title: '日志已通过',
      text: `${l.actor}通过了您${l.topic}的日志${tail(l.text)}`,
    }),
    report_rejected: (l) => ({
      title: '日志被退回',
      text: `${l.actor}退回了您${l.topic}的日志${tail(l.text)}`,
    }),
    report_commented: (l) => ({
      title: '日志评论',
      text: `${l.actor}评论了您${l.topic}的日志${tail(l.text)}`,
    }),
    mail_received: (l) => ({ title: '新邮件', text: `${l.actor}给您发来邮件“${l.topic}”` }),
    report_answered: (l) => ({
      title: '日志评论回复',
      text: `${l.actor}回复了您在${l.topic}的日志中的评论${tail(l.text)}`,
    }),
    approval_waits: (l) => ({ title: '待审批', text: `${l.actor}提交的'${l.target}'待您审批` }),
    approval_passed: (l) => ({
      title: '待审批',
      text: `${l.actor}请您审批'${l.target}'${tail(l.text)}`,
    }),
    approval_copied: (l) => ({ title: '审批抄送', text: `${l.actor}将'${l.target}'抄送给您` }),
    approval_reminded: (l) => ({
      title: '审批催办',
      text: `${l.actor}提交的'${l.target}'仍待您审批`,
    }),
    approval_approved: (l) => ({
      title: '审批已通过',
      text: `您提交的'${l.target}'已通过${tail(l.text)}`,
    }),
    approval_rejected: (l) => ({
      title: '审批被驳回',
      text: `${l.actor}驳回了您提交的'${l.target}'${tail(l.text)}`,
    }),
    approval_cancelled: (l) => ({ title: '审批已撤回', text: `${l.actor}撤回了'${l.target}'` }),
  },
  refusal: {},
  field: {},
  label: {},
  stored: [],
}
