// DINGs: what time brings about, and the bounds of how much one may send.
import assert from 'node:assert/strict';
import {timeText as text} from '../../../lib/day.mjs';
import {eachOf, until} from '../../../lib/report.mjs';
import {API, login, must, person} from '../../../lib/world.mjs';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const PER_DAY = 100;
const RECEIVERS_MAX = 1000;

const send = (client, who, receivers, more = {}) => must(client, 'POST', '/ding/send', who.token,
    {content: 'come', receiverIds: receivers.map((one) => one.id), ...more});
const received = (client, who) => must(client, 'GET', '/ding/received', who.token);
const sent = (client, who) => must(client, 'GET', '/ding/sent', who.token);
const lines = async (client, who, title) => (await must(client, 'GET',
    '/notification/list?type=DING', who.token)).filter((n) => n.title === title);
const again = async (client, people) => {
  for (const who of people) who.token = (await login(client, who.name)).token;
};

// seen: PUT /api/im/ding/{dingId}/cancel 200 已取消
// At its time, once; until then nobody but its sender sees it. A cancelled one never.
async function itComesAtItsTime({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  const scheduledTime = text(Date.now() + 30 * MINUTE);
  const id = await send(client, ann, [bob], {scheduledTime});
  const off = await send(client, ann, [bob], {scheduledTime, content: 'off'});
  assert.deepEqual(await received(client, bob), []);
  const early = await client.call('GET', `${API}/ding/${id}`, bob.token);
  assert.equal(early.json.code, 403);
  assert.equal((await sent(client, ann))[0].status, 'DRAFT');
  await must(client, 'PUT', `/ding/${off}/cancel`, ann.token);
  await server.advanceClock(31 * MINUTE);
  await until(async () => (await received(client, bob)).length === 1, 'the one that is due');
  assert.equal((await lines(client, bob, 'DING消息')).length, 1);
  const [, mine] = await sent(client, ann);
  assert.equal(mine.id, id);
  assert.equal(mine.status, 'SENT');
  assert.equal(mine.scheduledTime, scheduledTime);
  assert.equal((await sent(client, ann))[0].status, 'CANCELLED');
}

// Who does not confirm is reminded so many times, and not after confirming.
async function remindersUntilConfirmed({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((one) =>
    person(client, one)));
  const id = await send(client, ann, [bob, cat], {remindInterval: 60, maxRemindCount: 2});
  await must(client, 'PUT', `/ding/${id}/read`, cat.token);
  const count = async (who) => (await lines(client, who, 'DING提醒')).length;
  await server.advanceClock(61 * MINUTE);
  await until(async () => await count(bob) === 1 && await count(cat) === 1, 'the first reminder');
  await must(client, 'PUT', `/ding/${id}/confirm`, cat.token);
  for (let hours = 0; hours < 3; hours++) {
    await server.advanceClock(61 * MINUTE);
    await again(client, [ann, bob, cat]);
    await until(async () => await count(bob) === 2, 'the last reminder');
  }
  assert.deepEqual([await count(bob), await count(cat)], [2, 1]);
  const [line] = await lines(client, bob, 'DING提醒');
  assert.equal(line.relatedId, id);
  assert.equal((await sent(client, ann))[0].remindedCount, 2);
}

// Fifty that are due while the server is killed: none is lost, none comes twice.
async function theyComeOnceThoughKilled({start}) {
  const server = await start({testClock: true});
  const {http: client} = server;
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  const scheduledTime = text(Date.now() + HOUR);
  const numbers = Array.from({length: 50}, (_, i) => i);
  await eachOf(numbers, 10, (i) => send(client, ann, [bob], {scheduledTime, content: `t${i}`}));
  await server.advanceClock(61 * MINUTE);
  await until(async () => (await received(client, bob)).length > 0, 'the first');
  await server.restart({kill: true});
  await server.advanceClock(61 * MINUTE);
  await until(async () => (await received(client, bob)).length >= 50, 'all');
  const told = (await lines(client, bob, 'DING消息')).map((n) => n.line.text);
  assert.equal(told.length, 50);
  assert.equal(new Set(told).size, 50);
}

// Many who read and confirm at once are all counted, each once.
async function manyConfirmAtOnce({server: {http: client}}) {
  const ann = await person(client, 'ann');
  const people = await Promise.all(Array.from({length: 8}, () => person(client, 'bob')));
  const id = await send(client, ann, people);
  await Promise.all(people.flatMap((who) => ['read', 'confirm', 'confirm'].map((act) =>
    must(client, 'PUT', `/ding/${id}/${act}`, who.token))));
  const [mine] = await sent(client, ann);
  assert.deepEqual([mine.sendCount, mine.readCount, mine.confirmedCount], [8, 8, 8]);
}

// So many a day, to so many.
// seen: POST /api/im/ding/send 429 请求过于频繁，请稍后再试
// seen: POST /api/im/ding/send 400 接收者数量超出限制
async function theyAreBounded({server: {http: client}}) {
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  const many = await client.call('POST', `${API}/ding/send`, ann.token, {content: 'x',
    receiverIds: Array.from({length: RECEIVERS_MAX + 1}, (_, i) => i + 1)});
  assert.equal(many.json.data.receiverIds, '接收者数量超出限制');
  await eachOf(Array.from({length: PER_DAY}), 10, () => send(client, ann, [bob]));
  const more = await client.call('POST', `${API}/ding/send`, ann.token,
      {content: 'x', receiverIds: [bob.id]});
  assert.equal(more.status, 429);
  assert.equal(more.json.msg, '请求过于频繁，请稍后再试');
}

// What is older than `ding.keep` goes with its receipts; what waits for its time stays.
async function oldOnesGo({start}) {
  const server = await start({testClock: true, flags: ['--ding.keep=48h']});
  const {http: client} = server;
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  const old = [];
  for (let i = 0; i < 25; i++) old.push(await send(client, ann, [bob]));
  const later = await send(client, ann, [bob], {scheduledTime: text(Date.now() + 200 * HOUR)});
  await server.advanceClock(50 * HOUR);
  await again(client, [ann, bob]);
  const young = await send(client, ann, [bob]);
  await until(async () => (await received(client, bob)).length === 1, 'the old ones are gone');
  assert.deepEqual((await received(client, bob)).map((one) => one.id), [young]);
  assert.deepEqual((await sent(client, ann)).map((one) => one.id), [young, later]);
  const {json} = await client.call('GET', `${API}/ding/${old[0]}/receipts`, ann.token);
  assert.equal(json.code, 404);
}

export const tests = [
  {name: 'old ones go, if so set', body: oldOnesGo},
  {name: 'a scheduled one comes at its time, once, unless it was cancelled',
    body: itComesAtItsTime},
  {name: 'reminders until it is confirmed, so many times', body: remindersUntilConfirmed},
  {name: 'fifty that are due while the server is killed come once each',
    body: theyComeOnceThoughKilled},
  {name: 'many confirm at once', body: manyConfirmAtOnce},
  {name: 'how many a day, to how many', body: theyAreBounded},
];
