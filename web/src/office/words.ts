// The words of the office come with its pages. What is shown outside of OfficeFrame.vue, such as a
// card over the chat, imports this file itself.
import { i18n } from '@/i18n'
// Workbench.
import taskEn from './task/words.en'
import taskZh from './task/words.zh'
import workbenchEn from './workbench/words.en'
import workbenchZh from './workbench/words.zh'
// Approval.
import approvalEn from './approval/words.en'
import approvalZh from './approval/words.zh'

// Calendar.
import calendarEn from './calendar/words.en'
import calendarZh from './calendar/words.zh'

// Meeting rooms.
import roomEn from './room/words.en'
import roomZh from './room/words.zh'

// DING.
import dingEn from './ding/words.en'
import dingZh from './ding/words.zh'

// Attendance.
import attendanceEn from './attendance/words.en'
import attendanceZh from './attendance/words.zh'

// Reports.
import reportEn from './report/words.en'
import reportZh from './report/words.zh'

// Documents.
import documentEn from './document/words.en'
import documentZh from './document/words.zh'

// Mail.
import mailEn from './mail/words.en'
import mailZh from './mail/words.zh'

// External contacts.
import exchangeEn from './exchange/words.en'
import exchangeZh from './exchange/words.zh'
import externalEn from './external/words.en'
import externalZh from './external/words.zh'

// Applications.
import applicationEn from './application/words.en'
import applicationZh from './application/words.zh'
// Cloud drive.
import driveEn from './drive/words.en'
import driveZh from './drive/words.zh'

// People and departments.
import departmentEn from './department/words.en'
import departmentZh from './department/words.zh'
import peopleEn from './people/words.en'
import peopleZh from './people/words.zh'

export const kZh = {
  // Workbench.
  ...taskZh,
  ...workbenchZh,
  // Approval.
  ...approvalZh,

  // Calendar.
  ...calendarZh,

  // Meeting rooms.
  ...roomZh,

  // DING.
  ...dingZh,

  // Attendance.
  ...attendanceZh,

  // Reports.
  ...reportZh,

  // Documents.
  ...documentZh,

  // Mail.
  ...mailZh,

  // External contacts.
  ...exchangeZh,
  ...externalZh,

  // Applications.
  ...applicationZh,
  // Cloud drive.
  ...driveZh,

  // People and departments.
  ...departmentZh,
  ...peopleZh,
}

export const kEn = {
  // Workbench.
  ...taskEn,
  ...workbenchEn,
  // Approval.
  ...approvalEn,

  // Calendar.
  ...calendarEn,

  // Meeting rooms.
  ...roomEn,

  // DING.
  ...dingEn,

  // Attendance.
  ...attendanceEn,

  // Reports.
  ...reportEn,

  // Documents.
  ...documentEn,

  // Mail.
  ...mailEn,

  // External contacts.
  ...exchangeEn,
  ...externalEn,

  // Applications.
  ...applicationEn,
  // Cloud drive.
  ...driveEn,

  // People and departments.
  ...departmentEn,
  ...peopleEn,
}

i18n.global.mergeLocaleMessage('zh-CN', kZh)
i18n.global.mergeLocaleMessage('en', kEn)
