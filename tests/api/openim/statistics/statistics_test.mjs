// openim 4.9: the numbers, on a server of their own, where nobody else writes.
import assert from 'node:assert/strict';
import {mustOpenim} from '../../../lib/openim.mjs';
import {directChat, group, login, must} from '../../../lib/world.mjs';
import {makePeople} from '../gateway/people.mjs';

const DAY_MS = 24 * 3_600_000;
const dateOf = (ms) => new Date(ms).toISOString().slice(0, 10);
const PAGE = {pagination: {pageNumber: 1, showNumber: 10}};

const say = (server, who, conversationId) => must(server.http, 'POST', '/message/send',
    who.ruoyi.token, {conversationId, type: 'TEXT', content: 'hi'});

async function numbers({start}) {
  const server = await start({testClock: true});
  const {admin, ann, bob} = await makePeople(server, ['ann', 'bob']);
  const dm = await directChat(server.http, ann.ruoyi, bob.ruoyi);
  const g = await group(server.http, bob.ruoyi, [ann.ruoyi], 'G');
  const ask = (path, value, who = admin) => mustOpenim(server.openim, `/statistics/${path}`,
      who.token, value);
  const first = Date.now();
  await say(server, ann, dm);
  await say(server, ann, dm);
  await say(server, bob, g);
  await server.advanceClock(2 * DAY_MS);
  const later = Date.now() + 2 * DAY_MS;
  const {admin: again, cat} = await makePeople(server, ['cat']);
  admin.token = again.token;
  for (const {ruoyi} of [ann, bob]) {
    Object.assign(ruoyi, await login(server.http, ruoyi.name));
  }
  await say(server, ann, dm);
  for (let i = 0; i < 3; i++) await say(server, bob, g);
  const all = {start: 1, end: later + DAY_MS};
  const today = {start: later - DAY_MS, end: later + DAY_MS};

  const people = await ask('user/register', all, cat);
  const before = people.total - 1;
  assert.equal(people.before, 0);
  assert.deepEqual(people.count, {[dateOf(first)]: before, [dateOf(later)]: 1});
  assert.deepEqual(await ask('user/register', today, cat),
      {total: people.total, before, count: {[dateOf(later)]: 1}});
  // seen: POST /statistics/group/create 0
  assert.deepEqual(await ask('group/create', all), {total: 1, before: 0,
    count: {[dateOf(first)]: 1}});
  assert.deepEqual(await ask('group/create', today), {total: 1, before: 1});

  // seen: POST /statistics/user/active 0
  const active = await ask('user/active', {...all, ...PAGE, group: true});
  assert.equal(active.msgCount, 7);
  assert.equal(active.userCount, 2);
  assert.deepEqual(active.dateCount, {[dateOf(first)]: 3, [dateOf(later)]: 4});
  assert.deepEqual(active.users.map((u) => [u.user.userID, u.user.nickname, u.count]),
      [[bob.id, bob.nick, 4], [ann.id, ann.nick, 3]]);
  const up = await ask('user/active', {...all, ...PAGE, group: true, ase: true});
  assert.deepEqual(up.users.map((u) => u.count), [3, 4]);
  const alone = await ask('user/active', {...all, ...PAGE});
  assert.deepEqual([alone.msgCount, alone.userCount, alone.users.map((u) => u.count)],
      [3, 1, [3]]);
  const late = await ask('user/active', {...today, group: true,
    pagination: {pageNumber: 2, showNumber: 1}});
  assert.deepEqual([late.msgCount, late.userCount, late.users.map((u) => [u.user.userID, u.count])],
      [4, 2, [[ann.id, 1]]]);

  // seen: POST /statistics/group/active 0
  const groups = await ask('group/active', {...all, ...PAGE});
  assert.deepEqual([groups.msgCount, groups.groupCount], [4, 1]);
  assert.deepEqual(groups.dateCount, {[dateOf(first)]: 1, [dateOf(later)]: 3});
  assert.deepEqual(groups.groups.map((x) => [x.group.groupID, x.group.groupName, x.count]),
      [[`${g}`, 'G', 4]]);
  const old = await ask('group/active', {start: 1, end: 2, ...PAGE});
  assert.deepEqual(old, {msgCount: 0, groupCount: 0, groups: []});
}

export const tests = [{name: 'numbers over the whole server', body: numbers}];
