// Meeting rooms: many who want one, and what time brings about.
import assert from 'node:assert/strict';
import {timeText as text} from '../../../lib/day.mjs';
import {until} from '../../../lib/report.mjs';
import {meetingRoom as room, oneOfAThousand} from '../../../lib/rivals.mjs';
import {administrator, must, person} from '../../../lib/world.mjs';

const HUNDRED = 100;
const AT_ONCE = 20;
const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;


const book = (client, who, roomId, begin, end, more = {}) => must(client, 'POST',
    '/meeting-room/book', who.token, {roomId, meetingTitle: 'Weekly', startTime: text(begin),
      endTime: text(end), attendeeCount: 2, ...more});
const act = (client, who, id, name, value) => client.call('POST',
    `/api/im/meeting-room/booking/${id}/${name}`, who.token, value);
const shown = (client, who, id) => must(client, 'GET', `/meeting-room/booking/${id}`, who.token);
const meetings = async (client, who, title) => (await must(client, 'GET',
    '/notification/list?type=MEETING', who.token)).filter((n) => n.title === title);

async function confirmedOrCalledOff({server: {http: client}}) {
  const [admin, ann] = await Promise.all([administrator(client), person(client, 'ann')]);
  const roomId = await room(client, {needConfirm: true});
  const id = await book(client, ann, roomId, Date.now() + HOUR, Date.now() + 2 * HOUR);
  const answers = await Promise.all(Array.from({length: 12}, (_, i) =>
    act(client, i % 2 ? admin : ann, id, i % 2 ? 'confirm' : 'cancel')));
  const done = (parity) => answers.filter((a, i) => i % 2 === parity && a.json.code === 200).length;
  assert.equal(done(0), 1, 'called off once');
  assert.ok(done(1) <= 1, 'confirmed once at most');
  assert.equal((await shown(client, ann, id)).status, 'CANCELLED');
}

// Reminded once, checked in within the window, ended by the server.
async function theWholeWay({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const now = Date.now();
  const [ann, bob] = [await person(client, 'ann'), await person(client, 'bob')];
  const roomId = await room(client);
  const id = await book(client, ann, roomId, now + 30 * MINUTE, now + HOUR,
      {attendees: [bob.id], attendeeCount: 2});
  const late = await act(client, bob, id, 'check-in');
  assert.equal(late.json.msg, '不在签到时间范围内');
  await server.advanceClock(16 * MINUTE);
  for (const who of [ann, bob]) {
    await until(async () => (await meetings(client, who, '会议提醒')).length === 1, 'a reminder');
  }
  assert.equal((await act(client, bob, id, 'check-in')).json.msg, '签到成功');
  const twice = await act(client, bob, id, 'check-in');
  assert.deepEqual([twice.json.code, twice.json.msg], [400, '已经签过到了']);
  await server.advanceClock(20 * MINUTE);
  const during = await shown(client, ann, id);
  assert.deepEqual([during.isCheckedIn, during.attendees[0].isCheckedIn, during.status],
      [true, true, 'CONFIRMED']);
  assert.equal((await must(client, 'GET', `/meeting-room/${roomId}`, ann.token)).isOccupied, true);
  assert.equal((await act(client, ann, id, 'check-in')).json.code, 200);
  await server.advanceClock(26 * MINUTE);
  await until(async () => (await shown(client, ann, id)).status === 'COMPLETED', 'its end');
  assert.equal((await act(client, ann, id, 'check-out')).json.msg, '预订状态不正确');
  assert.equal((await act(client, ann, id, 'cancel')).json.msg, '该预订无法取消');
  const said = await act(client, ann, id, 'feedback', {feedback: 'bright', rating: 4});
  assert.deepEqual([said.json.code, said.json.msg], [200, '提交成功']);
  const {feedback, rating} = await shown(client, ann, id);
  assert.deepEqual([feedback, rating], ['bright', 4]);
  for (const who of [ann, bob]) {
    assert.equal((await meetings(client, who, '会议提醒')).length, 1, 'reminded once');
  }
  const {bookingCount} = await must(client, 'GET', `/meeting-room/${roomId}`, ann.token);
  assert.equal(bookingCount, 1);
}

// Who leaves early gives the room back; who does not come loses it only where that is set.
async function leftOrNotCome({start}) {
  const server = await start({testClock: true, flags: ['--rooms.release_after=15m']});
  const {http: client} = server;
  const now = Date.now();
  const [ann, bob] = [await person(client, 'ann'), await person(client, 'bob')];
  const roomId = await room(client);
  const id = await book(client, ann, roomId, now + 10 * MINUTE, now + 2 * HOUR);
  assert.equal((await act(client, ann, id, 'check-in')).json.code, 200);
  const out = await act(client, ann, id, 'check-out');
  assert.deepEqual([out.json.code, out.json.msg], [200, '签退成功']);
  const again = await act(client, ann, id, 'check-out');
  assert.deepEqual([again.json.code, again.json.msg], [400, '已经签退过了']);
  const {status, isCheckedOut} = await shown(client, ann, id);
  assert.deepEqual([status, isCheckedOut], ['COMPLETED', true]);
  // Free again at once; nobody comes this time.
  const second = await book(client, bob, roomId, now + 10 * MINUTE, now + 2 * HOUR);
  await server.advanceClock(24 * MINUTE);
  assert.equal((await shown(client, bob, second)).status, 'CONFIRMED');
  await server.advanceClock(2 * MINUTE);
  await until(async () => (await shown(client, bob, second)).status === 'CANCELLED', 'the release');
  assert.equal((await meetings(client, bob, '会议室已释放')).length, 1);
  assert.equal((await meetings(client, bob, '会议提醒')).length, 0, 'booked within the last minutes');
}

async function keptWithoutTheSetting({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const now = Date.now();
  const ann = await person(client, 'ann');
  const id = await book(client, ann, await room(client), now + 10 * MINUTE, now + HOUR);
  await server.advanceClock(45 * MINUTE);
  assert.equal((await shown(client, ann, id)).status, 'CONFIRMED');
  await server.advanceClock(30 * MINUTE);
  const {status, isExpired} = await shown(client, ann, id);
  assert.deepEqual([status, isExpired], ['CONFIRMED', true]);
}

// A hundred reminders that are due while the server is killed: none is lost, none comes twice.
async function remindersSurviveBeingKilled({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const ann = await person(client, 'ann');
  const roomId = await room(client);
  const begin = Date.now() + HOUR;
  for (let i = 0; i < HUNDRED; i += AT_ONCE) {
    await Promise.all(Array.from({length: AT_ONCE}, (_, n) => book(client, ann, roomId,
        begin + (i + n) * SECOND, begin + (i + n + 1) * SECOND, {meetingTitle: `t${i + n}`})));
  }
  const reminders = () => meetings(client, ann, '会议提醒');
  await server.advanceClock(48 * MINUTE);
  await until(async () => (await reminders()).length > 0, 'the first');
  await server.restart({kill: true});
  await server.advanceClock(48 * MINUTE);
  await until(async () => (await reminders()).length >= HUNDRED, 'all');
  const topics = (await reminders()).map((n) => n.line.topic);
  assert.equal(topics.length, HUNDRED);
  assert.equal(new Set(topics).size, HUNDRED);
}

// seen: POST /api/im/meeting-room/booking/{bookingId}/check-in 200 签到成功
// seen: POST /api/im/meeting-room/booking/{bookingId}/check-in 400 已经签过到了
// seen: POST /api/im/meeting-room/booking/{bookingId}/check-out 200 签退成功
// seen: POST /api/im/meeting-room/booking/{bookingId}/check-out 400 已经签退过了
// seen: POST /api/im/meeting-room/booking/{bookingId}/feedback 200 提交成功
export const tests = [
  {name: 'of a thousand who book one room for one hour, one gets it',
    body: ({server}) => oneOfAThousand([server.http])},
  {name: 'a booking is confirmed or called off, and called off once', body: confirmedOrCalledOff},
  {name: 'a meeting from booking to feedback, reminded once', body: theWholeWay},
  {name: 'a room is free when its people left, or did not come', body: leftOrNotCome},
  {name: 'a hundred reminders that are due while the server is killed come once each',
    body: remindersSurviveBeingKilled},
  {name: 'a booking to which nobody came stays where that is not set', body: keptWithoutTheSetting},
];
