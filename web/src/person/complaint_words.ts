import { useI18n } from 'vue-i18n'

const zh = {
  complain: '投诉',
  complainAbout: '投诉“{name}”',
  reason: '原因',
  reasons: ['骚扰或辱骂', '欺诈或骗钱', '色情低俗', '冒充他人', '其他'],
  description: '说明',
  complained: '投诉已提交，管理员处理后会通知你',
}
const en: typeof zh = {
  complain: 'Report',
  complainAbout: 'Report “{name}”',
  reason: 'Reason',
  reasons: ['Harassment', 'Fraud', 'Indecent content', 'Impersonation', 'Something else'],
  description: 'What happened',
  complained: 'Reported. You will hear what an administrator decides',
}

/** The texts of complaints come with their dialog, which few open. */
export function useComplaintWords() {
  const { t } = useI18n({
    useScope: 'local',
    inheritLocale: true,
    messages: { 'zh-CN': zh, en },
  })
  return { t }
}
