// ruoyi 4.1: the whole list of somebody with hundreds of conversations, which the server keeps
// between requests, is what pages of it show, which it reads anew; whatever happened, and at once.
import assert from 'node:assert/strict';
import {befriend, group, must, person} from '../../../lib/world.mjs';

const GROUPS = 510;
const AT_ONCE = 30;
const PAGE = 100;
const ROUNDS = 60;

async function manyGroups(http, owner, members, count) {
  const out = [];
  for (let i = 0; i < count; i += AT_ONCE) {
    const names = Array.from({length: Math.min(AT_ONCE, count - i)}, (_, k) => `busy ${i + k}`);
    out.push(...await Promise.all(names.map((name) => group(http, owner, members, name))));
  }
  return out;
}

async function keptList({start}) {
  const {http} = await start({});
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  await befriend(http, ann, bob);
  const groups = await manyGroups(http, bob, [ann, cat], GROUPS);
  const as = (who, method, path, value) => must(http, method, path, who.token, value);
  const send = (who, conversationId, content) => as(who, 'POST', '/message/send',
      {conversationId, type: 'TEXT', content});
  const whole = () => as(ann, 'GET', '/conversation/list');
  const pages = async () => {
    const out = [];
    for (let page = 1; ; page++) {
      const rows = await as(ann, 'GET', `/conversation/list?pageNum=${page}&pageSize=${PAGE}`);
      out.push(...rows);
      if (rows.length < PAGE) return out;
    }
  };
  const same = async (what) => {
    const list = await whole();
    assert.deepEqual(list, await pages(), what);
    return list;
  };
  for (let i = 0; i < 3; i++) assert.equal((await same('at first')).length, GROUPS + 1);
  const find = async (id, what) => (await same(what)).find((one) => one.id === id);

  const id = await send(bob, groups[7], 'hello');
  let line = await find(groups[7], 'a message');
  assert.equal(line.lastMessage.content, 'hello');
  assert.equal(line.unreadCount, 1);
  await as(ann, 'PUT', `/conversation/${groups[7]}/markAsRead`);
  assert.equal((await find(groups[7], 'read')).unreadCount, 0);
  await as(bob, 'DELETE', `/message/${id}/recall`);
  line = await find(groups[7], 'recalled');
  assert.notEqual(line.lastMessage?.content, 'hello');
  await as(ann, 'PUT', `/conversation/${groups[9]}/pin?pinned=true`);
  assert.equal((await same('pinned'))[0].id, groups[9]);
  await send(cat, groups[11], 'from cat');
  await as(cat, 'PUT', '/user/profile', {nickname: 'Caterina'});
  await find(groups[11], 'a sender with another name');
  await as(ann, 'PUT', '/user/profile', {nickname: 'Anna'});
  await same('another name of their own');

  // Who is no longer there sees nothing more of it, at once.
  await as(bob, 'DELETE', `/group/${groups[13]}/members?userIds=${ann.id}`);
  assert.equal(await find(groups[13], 'sent away'), undefined);
  const come = await group(http, cat, [ann], 'new');
  assert.ok(await find(come, 'a new one'));

  // What was acknowledged is in the next list, while others write.
  let ends = false;
  const others = (async () => {
    for (let i = 0; !ends; i++) await send(cat, groups[100 + i % 300], `other ${i}`);
  })();
  try {
    for (let i = 0; i < ROUNDS; i++) {
      const to = groups[20 + i % 50];
      await send(bob, to, `round ${i}`);
      const at = (await whole()).find((one) => one.id === to);
      assert.equal(at.lastMessage.content, `round ${i}`);
    }
  } finally {
    ends = true;
    await others;
  }
  await same('at the end');
}

export const tests = [{name: 'a kept list is what pages of it show, at once', body: keptList}];
