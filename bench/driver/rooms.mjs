// The scenario `rooms`: 200 meeting rooms with 50,000 bookings; the caller attends 10,000 of these
// (ruoyi 19).
import { cpuMs, eachOf } from './openim.mjs';
import { call } from './organization.mjs';
import { startServer } from './server.mjs';
import { ADMIN_FLAGS, ADMIN_PASSWORD } from './words.mjs';

const ROOMS = 200;
const BOOKERS = 100;
const EACH = 500;        // bookings; more to come nobody may have
const ATTENDED = 5;      // every fifth has the caller
const WARM_UPS = 3;
const CALLS = 300;       // of a run, for the mean
const HOUR = 3_600_000;
const ZONE = 8 * HOUR;
const ROOM = '/meeting-room';

const text = (ms) => new Date(ms + ZONE).toISOString().slice(0, 19).replace('T', ' ');
const signIn = (server, username, password) => call(server, 'POST', '/auth/login', null,
  { username, password });

async function makeWorld(context, server, token) {
  context.say(`  making ${ROOMS} meeting rooms with ${BOOKERS * EACH} bookings`);
  const rooms = [];
  await eachOf(Array.from({ length: ROOMS }, (_, i) => i), async (i) => {
    rooms[i] = await call(server, 'POST', `${ROOM}/create`, token,
      { roomName: `Room ${i}`, roomNumber: `N${i}`, capacity: 4 + i % 20 });
  });
  const people = [];
  await eachOf(Array.from({ length: BOOKERS + 1 }, (_, i) => i), async (i) => {
    await call(server, 'POST', '/auth/register', null,
      { username: `booker_${i}`, password: 'three-old-clocks' });
    people[i] = await signIn(server, `booker_${i}`, 'three-old-clocks');
  });
  const caller = people.pop();
  const begin = Math.ceil(Date.now() / HOUR) * HOUR;
  await eachOf(Array.from({ length: BOOKERS * EACH }, (_, i) => i), (i) => {
    const from = begin + Math.floor(i / ROOMS) * HOUR;
    return call(server, 'POST', `${ROOM}/book`, people[i % BOOKERS].token, {
      roomId: rooms[i % ROOMS], meetingTitle: `Meeting ${i}`, attendeeCount: 2,
      attendees: Math.floor(i / BOOKERS) % ATTENDED === 0 ? [caller.userId] : [],
      startTime: text(from), endTime: text(from + HOUR),
    });
  });
  context.postgres?.analyze();
  return { room: rooms[0], begin, caller: caller.token };
}

export async function rooms(outer) {
  const context = { ...outer, serverFlags: [...outer.serverFlags, ...ADMIN_FLAGS] };
  const server = await startServer(context);
  try {
    const { token: admin } = await signIn(server, 'admin', ADMIN_PASSWORD);
    outer.rooms ??= await makeWorld(context, server, admin);
    const { room, begin, caller } = outer.rooms;
    const mean = async (method, path, value) => {
      for (let i = 0; i < WARM_UPS; i++) await call(server, method, path, caller, value);
      const cpu = cpuMs(server, context.postgres);
      for (let i = 0; i < CALLS; i++) await call(server, method, path, caller, value);
      return (cpuMs(server, context.postgres) - cpu) / CALLS;
    };
    const times = new URLSearchParams({ startTime: text(begin + 300 * HOUR),
      endTime: text(begin + 301 * HOUR), pageNum: 1, pageSize: 20 });
    return {
      rooms_page_cpu_ms: await mean('POST', `${ROOM}/page`, { keyword: 'room', pageSize: 20 }),
      rooms_free_cpu_ms: await mean('GET', `${ROOM}/available?${times}`),
      rooms_day_cpu_ms: await mean('GET',
        `${ROOM}/${room}/schedule?date=${text(begin + 48 * HOUR).slice(0, 10)}`),
      rooms_mine_cpu_ms: await mean('GET', `${ROOM}/booking/my?pageNum=1&pageSize=20`),
      rooms_mine_last_cpu_ms: await mean('GET', `${ROOM}/booking/my?pageNum=500&pageSize=20`),
      rooms_statistics_cpu_ms: await mean('GET', `${ROOM}/statistics`),
    };
  } finally {
    await server.stop();
  }
}
