import { useI18n } from 'vue-i18n'

const zh = {
  me: '我',
  asksVideo: '邀请你加入“{name}”的视频通话',
  asksVoice: '邀请你加入“{name}”的语音通话',
  video: '群视频通话',
  voice: '群语音通话',
  start: '开始通话',
  join: '加入',
  most: '最多邀请 {most} 人',
  choose: '选择要邀请的成员，最多 {most} 人',
  going: '{name} 发起的通话正在进行，{count} 人在通话中',
  count: '{count} 人',
  asked: '等待 {count} 人加入',
  alone: '等待其他人加入…',
  offline: '{name} 不在线',
  busy: '{name} 正在通话中',
  rejected: '{name} 已拒绝',
  missed: '{name} 未接听',
  saidNo: '{name} 无法接听：{text}',
  comma: '，',
}
const en: typeof zh = {
  me: 'Me',
  asksVideo: 'Video call in “{name}”',
  asksVoice: 'Voice call in “{name}”',
  video: 'Video call in the group',
  voice: 'Voice call in the group',
  start: 'Call',
  join: 'Join',
  most: 'A call asks {most} people at most',
  choose: 'Choose whom to ask, up to {most}',
  going: 'A call that {name} began is going on, with {count} in it',
  count: '{count} in the call',
  asked: '{count} asked',
  alone: 'Waiting for the others…',
  offline: '{name} is offline',
  busy: '{name} is in another call',
  rejected: '{name} declined',
  missed: '{name} did not answer',
  saidNo: '{name} cannot answer: {text}',
  comma: ', ',
}

/** The texts of groups' calls come with their parts, which few open. */
export function useGroupCallWords() {
  const words = useI18n({
    useScope: 'local',
    inheritLocale: true,
    messages: { 'zh-CN': zh, en },
  })
  return { t: words.t as (key: keyof typeof zh, values?: Record<string, unknown>) => string }
}
