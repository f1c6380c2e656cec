import type { RouteRecordRaw } from 'vue-router'

/**
 * The addresses of the office, below `#/office`. Each is loaded when it is opened; a name begins
 * with `office-` and goes on with the module of modules.ts that it belongs to.
 */
export const kOfficePages: RouteRecordRaw[] = [
  // Workbench.
  { path: '', name: 'office', component: () => import('./workbench/WorkbenchPage.vue') },
  { path: 'tasks', name: 'office-tasks', component: () => import('./task/TasksPage.vue') },

  // Approval.
  {
    path: 'approval/new/:templateId(\\d+)?',
    name: 'office-approval-new',
    component: () => import('./approval/ApplyPage.vue'),
  },
  {
    path: 'approval/templates',
    name: 'office-approval-templates',
    component: () => import('./approval/TemplatesPage.vue'),
  },
  {
    path: 'approval/templates/:templateId(\\d+|new)',
    name: 'office-approval-template',
    component: () => import('./approval/TemplateEditor.vue'),
  },
  {
    path: 'approval/:tab(waiting|handled|mine|copied)?/:id(\\d+)?',
    name: 'office-approval',
    component: () => import('./approval/ApprovalPage.vue'),
  },

  // Calendar.
  {
    path: 'calendar',
    name: 'office-calendar',
    component: () => import('./calendar/CalendarPage.vue'),
  },

  // Meeting rooms.
  { path: 'rooms', name: 'office-rooms', component: () => import('./room/RoomsPage.vue') },

  // DING.
  { path: 'ding', name: 'office-ding', component: () => import('./ding/DingPage.vue') },

  // Attendance.
  {
    path: 'attendance/:part(requests|team)?',
    name: 'office-attendance',
    component: () => import('./attendance/AttendancePage.vue'),
  },

  // Reports.
  {
    path: 'report/:part(waiting|dealt)?',
    name: 'office-report',
    component: () => import('./report/ReportsPage.vue'),
  },
  {
    path: 'report/:id(\\d+)',
    name: 'office-report-one',
    component: () => import('./report/ReportPage.vue'),
  },

  // Documents.
  {
    path: 'documents/:part(my|shared|starred|trash)?',
    name: 'office-documents',
    component: () => import('./document/DocumentsPage.vue'),
  },
  {
    path: 'documents/:id(\\d+)',
    name: 'office-documents-one',
    component: () => import('./document/DocumentPage.vue'),
  },

  // Mail.
  {
    path: 'mail/:folder(inbox|starred|sent|drafts|spam|trash)?/:id(\\d+)?',
    name: 'office-mail',
    component: () => import('./mail/MailPage.vue'),
  },

  // External contacts.
  {
    path: 'external',
    name: 'office-external',
    component: () => import('./external/ExternalPage.vue'),
  },

  // Applications.
  {
    path: 'apps',
    name: 'office-workbench-apps',
    component: () => import('./application/AppsPage.vue'),
  },
  {
    path: 'app/:id(\\d+)',
    name: 'office-workbench-app',
    component: () => import('./application/FramePage.vue'),
  },

  // Cloud drive.
  {
    path: 'drive/shared/:code',
    name: 'office-drive-shared',
    component: () => import('./drive/SharedPage.vue'),
  },
  {
    path: 'drive/:part(shares|bin)?/:id(\\d+)?',
    name: 'office-drive',
    component: () => import('./drive/DrivePage.vue'),
  },

  // Departments.
  {
    path: 'departments/:id(\\d+)?',
    name: 'office-departments',
    component: () => import('./department/DepartmentsPage.vue'),
  },
]
