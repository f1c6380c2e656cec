// The schedule: what time brings about, and many at once.
import assert from 'node:assert/strict';
import {timeText as text} from '../../../lib/day.mjs';
import {until} from '../../../lib/report.mjs';
import {login, must, person} from '../../../lib/world.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;


const make = (client, who, begin, more = {}) => must(client, 'POST', '/schedule', who.token,
    {title: 'Weekly', startTime: text(begin), endTime: text(begin + HOUR), ...more});
const answer = (client, who, id, accepted) => must(client, 'POST', `/schedule/${id}/response`,
    who.token, {accepted});
const reminders = async (client, who) => (await must(client, 'GET',
    '/notification/list?type=SCHEDULE', who.token)).filter((n) => n.title === '日程提醒');
const count = async (client, who) => (await reminders(client, who)).length;

// Each occurrence once, to the owner and to who accepted; not after it was moved away or cancelled.
async function eachOccurrenceIsRemindedOfOnce({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const now = Date.now();
  const [ann, bob, cat, dan] = await Promise.all(
      ['ann', 'bob', 'cat', 'dan'].map((name) => person(client, name)));
  const id = await make(client, ann, now + 30 * MINUTE,
      {reminderMinutes: 15, recurrenceType: 'DAILY', participantIds: [bob.id, cat.id, dan.id]});
  await answer(client, bob, id, true);
  await answer(client, cat, id, false);
  const moved = await make(client, ann, now + 30 * MINUTE, {title: 'moved', reminderMinutes: 15});
  await must(client, 'PUT', `/schedule/${moved}`, ann.token,
      {startTime: text(now + 100 * HOUR), endTime: text(now + 101 * HOUR)});
  const off = await make(client, ann, now + 30 * MINUTE, {title: 'off', reminderMinutes: 15});
  await must(client, 'PUT', `/schedule/${off}/cancel`, ann.token);
  await server.advanceClock(16 * MINUTE);
  for (const who of [ann, bob]) {
    await until(async () => await count(client, who) === 1, 'a reminder');
  }
  // Another title reminds of nothing again.
  await must(client, 'PUT', `/schedule/${id}`, ann.token, {title: 'Other'});
  await server.advanceClock(24 * HOUR);
  for (const who of [ann, bob, cat, dan]) {
    who.token = (await login(client, who.name)).token;
  }
  for (const who of [ann, bob]) {
    await until(async () => await count(client, who) === 2, 'the next reminder');
  }
  const [last] = await reminders(client, ann);
  assert.equal(last.relatedId, id);
  assert.match(last.content, /^日程'Other'即将开始：/);
  assert.deepEqual([await count(client, cat), await count(client, dan)], [0, 0]);
}

// A hundred that are due while the server is killed: none is lost, none comes twice.
async function remindersSurviveBeingKilled({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const ann = await person(client, 'ann');
  const begin = Date.now() + 2 * HOUR;
  for (let i = 0; i < 100; i += 20) {
    await Promise.all(Array.from({length: 20}, (_, n) => make(client, ann, begin,
        {title: `t${i + n}`, reminderMinutes: 60})));
  }
  await server.advanceClock(61 * MINUTE);
  await until(async () => await count(client, ann) > 0, 'the first');
  await server.restart({kill: true});
  await server.advanceClock(61 * MINUTE);
  await until(async () => await count(client, ann) >= 100, 'all');
  const titles = (await reminders(client, ann)).map((n) => n.line.topic);
  assert.equal(titles.length, 100);
  assert.equal(new Set(titles).size, 100);
}

// Two who answer and change at once: what is shown in the end is what one of them said last.
async function answersAndChangesAtOnce({server: {http: client}}) {
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  const begin = Date.now() + 24 * HOUR;
  const id = await make(client, ann, begin, {participantIds: [bob.id]});
  await Promise.all(Array.from({length: 24}, (_, i) => i % 3 === 0 ?
    must(client, 'PUT', `/schedule/${id}`, ann.token, {startTime: text(begin - i * MINUTE)}) :
    answer(client, bob, id, i % 3 === 1)));
  const shown = await must(client, 'GET', `/schedule/${id}`, ann.token);
  assert.equal(shown.participants.length, 1);
  const both = await Promise.all(Array.from({length: 8}, () =>
    must(client, 'POST', `/schedule/${id}/participants`, ann.token, [bob.id])));
  assert.equal(both.length, 8);
  assert.equal((await must(client, 'GET', `/schedule/${id}`, ann.token)).participantCount, 1);
}

export const tests = [
  {name: 'each occurrence is reminded of once, for the owner and who accepted',
    body: eachOccurrenceIsRemindedOfOnce},
  {name: 'a hundred reminders that are due while the server is killed come once each',
    body: remindersSurviveBeingKilled},
  {name: 'answers, changes and invitations at once', body: answersAndChangesAtOnce},
];
