// Attendance: hours, days that end after midnight, days off, and many who act at once.
import assert from 'node:assert/strict';
import {dayText as day, ZONE_MS as ZONE} from '../../../lib/day.mjs';
import {API, administrator, login, must, person} from '../../../lib/world.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7;
const MONDAY = 1;
const AT_ONCE = 12;
const ROUNDS = 4;  // of the requests that one day may have

const punch = (http, who, verb) => http.call('POST', `${API}/attendance/${verb}`, who.token);

// Midnight of the next Monday, where the contract keeps its time.
function nextMonday() {
  const midnight = Math.floor((Date.now() + ZONE) / DAY) * DAY;
  const ahead = (MONDAY - new Date(midnight).getUTCDay() + WEEK) % WEEK || WEEK;
  return midnight + ahead * DAY - ZONE;
}

// Moves the server's clock, and signs in again, since tokens end.
function traveller(server) {
  let at = Date.now();
  return async (to, who) => {
    await server.advanceClock(to - at);
    at = to;
    if (who) Object.assign(who, await login(server.http, who.name));
  };
}

async function aWeekOfWork({start}) {
  const monday = nextMonday();
  const server = await start({testClock: true, flags: [`--attendance.holidays=${day(monday + DAY)}`,
    `--attendance.workdays=${day(monday + 5 * DAY)}`]});
  const {http} = server;
  const ann = await person(http, 'ann');
  const to = traveller(server);
  const on = async (ms, verb) => {
    await to(ms, ann);
    const {json} = await punch(http, ann, verb);
    assert.equal(json.code, 200, json.msg);
    return json.data;
  };
  // Monday: late, and on until after midnight.
  const late = await on(monday + 9 * HOUR + 12 * MINUTE, 'checkIn');
  assert.deepEqual([late.checkInStatus, late.attendanceType, late.status],
      ['LATE', 'WORK', 'ABNORMAL']);
  await to(monday + DAY + 30 * MINUTE, ann);
  const open = await must(http, 'GET', '/attendance/today', ann.token);
  assert.deepEqual([open.id, open.attendanceDate, open.checkOutTime],
      [late.id, day(monday), null]);
  const gone = await on(monday + DAY + 40 * MINUTE, 'checkOut');
  assert.deepEqual([gone.id, gone.checkOutStatus], [late.id, 'NORMAL']);
  assert.ok(Math.abs(gone.workMinutes - (15 * 60 + 28)) <= 1, `${gone.workMinutes} minutes`);
  assert.equal((await punch(http, ann, 'checkOut')).json.msg, '今日已下班打卡，请勿重复打卡');
  // Tuesday, a holiday; nobody ends it.
  const holiday = await on(monday + DAY + 11 * HOUR, 'checkIn');
  assert.deepEqual([holiday.checkInStatus, holiday.attendanceType], ['NORMAL', 'OVERTIME']);
  // Wednesday: early; then Saturday, which is worked, and Sunday, which is not.
  await on(monday + 2 * DAY + 9 * HOUR, 'checkIn');
  const early = await on(monday + 2 * DAY + 17 * HOUR, 'checkOut');
  assert.deepEqual([early.checkOutStatus, early.status], ['EARLY', 'ABNORMAL']);
  const saturday = await on(monday + 5 * DAY + 10 * HOUR, 'checkIn');
  assert.deepEqual([saturday.checkInStatus, saturday.attendanceType], ['LATE', 'WORK']);
  const sunday = await on(monday + 6 * DAY + 10 * HOUR, 'checkIn');
  assert.deepEqual([sunday.checkInStatus, sunday.attendanceType], ['NORMAL', 'WEEKEND']);
  const listed = await must(http, 'GET',
      `/attendance/list?startDate=${day(monday)}&endDate=${day(monday + 6 * DAY)}`, ann.token);
  assert.deepEqual(listed.map((r) => [r.attendanceDate.length, r.checkOutStatus, r.status]), [
    [10, null, 'NORMAL'], [10, 'ABSENT', 'ABNORMAL'], [10, 'EARLY', 'ABNORMAL'],
    [10, 'ABSENT', 'ABNORMAL'], [10, 'NORMAL', 'ABNORMAL']]);
  await mendThePast({http, ann, monday, holiday});
}

// Both sides of a day without a record, and the end of one that nobody ended.
async function mendThePast({http, ann, monday, holiday}) {
  const admin = await administrator(http);
  const thursday = day(monday + 3 * DAY);
  const ask = (id, value) => must(http, 'POST', `/attendance/${id}/supplement`, ann.token, value);
  await ask(0, {reason: 'ill', date: thursday});
  await ask(holiday.id, {reason: 'forgot'});
  const [record] = await must(http, 'GET',
      `/attendance/list?startDate=${thursday}&endDate=${thursday}`, ann.token);
  assert.deepEqual([record.checkInTime, record.checkInStatus, record.approveStatus],
      [null, 'ABSENT', 'PENDING']);
  for (const id of [record.id, holiday.id]) {
    await must(http, 'POST', `/attendance/${id}/approve`, admin.token, {approved: true});
  }
  const mended = await must(http, 'GET', `/attendance/${record.id}`, ann.token);
  assert.deepEqual([mended.checkInTime, mended.checkOutTime, mended.workMinutes, mended.status],
      [`${thursday} 09:00:00`, `${thursday} 18:00:00`, 540, 'NORMAL']);
  const ended = await must(http, 'GET', `/attendance/${holiday.id}`, ann.token);
  assert.deepEqual([ended.checkInTime, ended.checkOutTime.slice(11), ended.status],
      [holiday.checkInTime, '18:00:00', 'NORMAL']);
}

// Hours of another place: what is late here is not there.
async function otherHours({start}) {
  const server = await start({testClock: true, flags: ['--attendance.zone=+07:00',
    '--attendance.begins=10:00', '--attendance.late_after=0', '--attendance.longest_day=2h']});
  const {http} = server;
  const monday = nextMonday();
  const to = traveller(server);
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  await to(monday + 11 * HOUR - MINUTE, ann);
  assert.equal((await punch(http, ann, 'checkIn')).json.data.checkInStatus, 'NORMAL');
  await to(monday + 11 * HOUR + MINUTE, bob);
  assert.equal((await punch(http, bob, 'checkIn')).json.data.checkInStatus, 'LATE');
  // After midnight there, too late to end the day before.
  await to(monday + DAY + 2 * HOUR, ann);
  assert.equal(await must(http, 'GET', '/attendance/today', ann.token), null);
  assert.equal((await punch(http, ann, 'checkOut')).json.msg, '请先进行上班打卡');
}

async function oneOfMany({server: {http}}) {
  const [admin, ann, bob] = await Promise.all([administrator(http),
    ...['ann', 'bob'].map((name) => person(http, name))]);
  const departmentId = await must(http, 'POST', '/organization/department', admin.token,
      {name: `Race ${ann.name}`, parentId: 0, leaderId: bob.id});
  await must(http, 'POST', '/organization/department/member', admin.token,
      {departmentId, userIds: [ann.id]});
  const once = async (work, refusal) => {
    const answers = await Promise.all(Array.from({length: AT_ONCE}, (_, i) => work(i)));
    assert.equal(answers.filter((a) => a.json.code === 200).length, 1);
    assert.equal(answers.filter((a) => a.json.msg === refusal).length, AT_ONCE - 1);
    return answers.find((a) => a.json.code === 200).json.data;
  };
  const {id} = await once(() => punch(http, ann, 'checkIn'), '今日已上班打卡，请勿重复打卡');
  for (let round = 0; round < ROUNDS; round++) {
    const ask = () => http.call('POST', `${API}/attendance/${id}/supplement`, ann.token,
        {reason: 'bus', type: 'OUT'});
    await once(ask, '已有审批中的申请');
    await once((i) => http.call('POST', `${API}/attendance/${id}/approve`,
        (i % 2 ? admin : bob).token, {approved: false}), '该申请已被处理');
  }
  const told = await must(http, 'GET', '/notification/list?type=ATTENDANCE', ann.token);
  assert.equal(told.length, ROUNDS);
  await once(() => punch(http, ann, 'checkOut'), '今日已下班打卡，请勿重复打卡');
}

export const tests = [
  {name: 'a week of work: late, early, past midnight, days off, days that are mended',
    body: aWeekOfWork},
  {name: 'hours and zone are those of the settings', body: otherHours},
  {name: 'of many who act on a day at once one does', body: oneOfMany},
];
