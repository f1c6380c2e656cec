// The words of the office come with its pages. What is shown outside of OfficeFrame.vue, such as a
// card over the chat, imports this file itself.
import { i18n } from '@/i18n'
// Workbench.
import taskEn from './task/words.en'
import taskZh from './task/words.zh'
import workbenchEn from './workbench/words.en'
import workbenchZh from './workbench/words.zh'
// Approval.

// Calendar.

// Meeting rooms.
import roomEn from './room/words.en'
import roomZh from './room/words.zh'

// DING.
import dingEn from './ding/words.en'
import dingZh from './ding/words.zh'

// Attendance.

// Reports.

// People and departments.
import peopleEn from './people/words.en'
import peopleZh from './people/words.zh'

export const kZh = {
  // Workbench.
  ...taskZh,
  ...workbenchZh,
  // Approval.

  // Calendar.

  // Meeting rooms.
  ...roomZh,

  // DING.
  ...dingZh,

  // Attendance.

  // Reports.

  // People and departments.
  ...peopleZh,
}

export const kEn = {
  // Workbench.
  ...taskEn,
  ...workbenchEn,
  // Approval.

  // Calendar.

  // Meeting rooms.
  ...roomEn,

  // DING.
  ...dingEn,

  // Attendance.

  // Reports.

  // People and departments.
  ...peopleEn,
}

i18n.global.mergeLocaleMessage('zh-CN', kZh)
i18n.global.mergeLocaleMessage('en', kEn)
