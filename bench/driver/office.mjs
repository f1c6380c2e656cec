// The scenario `office`: of each list of the office the caller has 10,000 rows, and others have a
// million among them (ruoyi 7 to 11, 13, 15, 19, 21). BENCH_FOREIGN=N makes N instead of the
// million.
import { join } from 'node:path';

import { adminToken, clientOf, cpuMs } from './openim.mjs';
import { call } from './organization.mjs';
import { program, startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const FOREIGN = Number(process.env.BENCH_FOREIGN ?? 1_000_000);
const OTHERS = 100;
const WARM_UPS = 3;
const CALLS = 100;       // of a run, for the mean
const DAY = 24 * 3_600_000;
const FIRST = 'pageNum=1&pageSize=20';
const LAST = 'pageNum=500&pageSize=20';
const MIDDLE = 'pageNum=450&pageSize=20';
const YEAR = 'startDate=2023-10-01&endDate=2024-09-30';  // as much as one list may have
const CALLER = { username: 'caller', password: 'three-old-clocks' };

const dayOf = (ms) => new Date(ms).toISOString().slice(0, 10);

// Each figure's call, and whether its first row must be another one than that of the page before.
const LISTS = () => ({
  office_overview: '/workbench/overview',
  office_todos: `/workbench/todos?${FIRST}`,
  office_todos_last: `/workbench/todos?${LAST}`,
  office_tasks: `/task/my?${FIRST}`,
  office_tasks_last: `/task/my?${LAST}`,
  office_given_last: `/task/created?${LAST}`,
  office_dings: `/ding/received?${FIRST}`,
  office_dings_last: `/ding/received?${LAST}`,
  office_sent_last: `/ding/sent?${LAST}`,
  office_waiting: `/approval/pending?${FIRST}`,
  office_waiting_last: `/approval/pending?${MIDDLE}`,
  office_applied_last: `/approval/my?${LAST}`,
  office_decided_last: `/approval/processed?${LAST}`,
  office_events: `/schedule/list?${FIRST}`,
  office_events_last: `/schedule/list?${LAST}`,
  office_month: `/schedule/range?startTime=${dayOf(Date.now())}` +
    `&endTime=${dayOf(Date.now() + 30 * DAY)}`,
  office_days: `/attendance/list?${YEAR}&${FIRST}`,
  office_days_last: `/attendance/list?${YEAR}&pageNum=18&pageSize=20`,
  office_meetings: `/meeting-room/booking/my?${FIRST}`,
  office_meetings_last: `/meeting-room/booking/my?${LAST}`,
  office_mails: `/email/list?folder=INBOX&${FIRST}`,
  office_mails_last: `/email/list?folder=INBOX&${LAST}`,
  office_documents: `/document/list?type=my&${FIRST}`,
  office_documents_last: `/document/list?type=my&${LAST}`,
  office_starred: `/document/list?type=starred&${FIRST}`,
  office_contacts: `/external-contact/list?${FIRST}`,
  office_contacts_last: `/external-contact/list?${LAST}`,
  office_drive: `/cloud/file/list?folderId=0&${FIRST}`,
  office_drive_last: `/cloud/file/list?folderId=0&${LAST}`,
  office_drive_found: `/cloud/file/search?keyword=plan&${FIRST}`,
});

async function makeWorld(context) {
  const server = await startServer(context);
  let flags;
  try {
    const { token } = await call(server, 'POST', '/auth/login', null,
      { username: 'admin', password: ADMIN_PASSWORD });
    const openim = clientOf(server);
    await openim('/user/user_register', await adminToken(context, openim), { users:
      Array.from({ length: OTHERS }, (_, i) => ({ userID: `other_${i}`, nickname: `Other ${i}`,
        faceURL: '' })) });
    // They got their ids one after the other.
    const [{ id: others }] = await call(server, 'GET', '/user/list?keyword=other_0&pageSize=1',
      token);
    await call(server, 'POST', '/auth/register', null, CALLER);
    const { userId } = await call(server, 'POST', '/auth/login', null, CALLER);
    const room = await call(server, 'POST', '/meeting-room/create', token,
      { roomName: 'Room', capacity: 4 });
    flags = { caller: userId, others, room, foreign: FOREIGN };
  } finally {
    await server.stop();
  }
  const begun = Date.now();
  context.say(`  writing ${FOREIGN} rows of others and 10,000 of the caller into each list`);
  const store = context.postgres?.url ?? `sqlite:${join(context.work, 'data', 'koine.db')}`;
  await program(context.build, 'bench_office', [], { store, ...flags });
  context.postgres?.analyze();
  context.say(`  took ${Math.round((Date.now() - begun) / 1000)} s`);
}

export async function office(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  if (!outer.office) await makeWorld(context);
  outer.office = true;
  const server = await startServer(context);
  try {
    const { token } = await call(server, 'POST', '/auth/login', null, CALLER);
    const out = {};
    for (const [key, path] of Object.entries(LISTS())) {
      let shown;
      for (let i = 0; i < WARM_UPS; i++) shown = await call(server, 'GET', path, token);
      if (Array.isArray(shown) && !shown.length) throw new Error(`${path}: empty`);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < CALLS; i++) await call(server, 'GET', path, token);
      out[`${key}_cpu_ms`] = (cpuMs(server, context.postgres) - cpu) / CALLS;
    }
    return out;
  } finally {
    await server.stop();
  }
}
