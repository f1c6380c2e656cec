import type { Component } from 'vue'
import {
  IconCalendar,
  IconCard,
  IconClock,
  IconDing,
  IconDoor,
  IconEdit,
  IconFolder,
  IconGrid,
  IconPeople,
  IconTasks,
} from '@/ui/icons'
import { IconApproval } from './approval/icons'
import { IconDocument } from './document/icons'
import { IconMail } from './mail/icons'
import type { Overview } from '@/api/types'

/** An entry of the navigation of the office and of the grid of the workbench. */
export interface OfficeModule {
  /** The route is `office-{name}`; that of the workbench is `office`. */
  name: string
  to: string
  icon: Component
  /** Key of its name. */
  label: string
  /** What waits there. */
  count?: (overview: Overview) => number
}

export const kModules: readonly OfficeModule[] = [
  { name: 'workbench', to: '/office', icon: IconGrid, label: 'office.workbench' },
  {
    name: 'tasks',
    to: '/office/tasks',
    icon: IconTasks,
    label: 'office.tasks',
  },

  // Approval.
  {
    name: 'approval',
    to: '/office/approval',
    icon: IconApproval,
    label: 'approval.title',
    count: (overview) => overview.approvalCount,
  },

  // Calendar.
  { name: 'calendar', to: '/office/calendar', icon: IconCalendar, label: 'calendar.title' },

  // Meeting rooms.
  { name: 'rooms', to: '/office/rooms', icon: IconDoor, label: 'rooms.title' },

  // DING.
  {
    name: 'ding',
    to: '/office/ding',
    icon: IconDing,
    label: 'ding.title',
    count: (overview) => overview.dingCount,
  },

  // Attendance.
  {
    name: 'attendance',
    to: '/office/attendance',
    icon: IconClock,
    label: 'attendance.title',
  },

  // Reports.
  { name: 'report', to: '/office/report', icon: IconEdit, label: 'report.title' },

  // Documents.
  {
    name: 'documents',
    to: '/office/documents',
    icon: IconDocument,
    label: 'document.title',
  },

  // Mail.
  {
    name: 'mail',
    to: '/office/mail',
    icon: IconMail,
    label: 'mail.title',
    count: (overview) => overview.emailUnreadCount,
  },

  // External contacts.
  { name: 'external', to: '/office/external', icon: IconCard, label: 'external.short' },
  // Cloud drive.
  { name: 'drive', to: '/office/drive', icon: IconFolder, label: 'drive.title' },

  // Departments.
  { name: 'departments', to: '/office/departments', icon: IconPeople, label: 'org.title' },
]
