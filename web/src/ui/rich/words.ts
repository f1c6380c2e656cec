// The words of the editor come with it.
import { i18n } from '@/i18n'
import en from './words.en'
import zh from './words.zh'

export const kZh = zh
export const kEn = en
i18n.global.mergeLocaleMessage('zh-CN', zh)
i18n.global.mergeLocaleMessage('en', en)
