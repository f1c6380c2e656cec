// Limits that no script can reach for their number or their time: of lists in the back office, of a
// pull, of the people in a call, of requests that wait, of members at once, of a silent socket
// (im-chat 2.2.1, 2.3.1, 2.3.6, 2.3.9, 2.4.3, 2.5.1, 2.6, 3.1,
// 3.3.1, 5.1).
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {imchatAdmin, imchatFriends, imchatPerson, mustImchat} from '../../lib/imchat.mjs';
import {mustOpenim, openimAdmin} from '../../lib/openim.mjs';
import {until} from '../../lib/report.mjs';
import {unique} from '../../lib/world.mjs';

const PULL_MAX = 1000;
const AT_ONCE = 20;
const WAITING_MAX = 20;
const MEMBERS_MAX = 50;
const IDLE_MS = 60_000;
const FRIENDS_MAX = 500;
const GROUP_MAX = 10_000;
const NAMES_MAX = 1000;  // in one call of OpenIM's
const PART = 100;
const SEATED_MS = 60_000;

const code = async (http, method, path, token, value) =>
  (await http.call(method, path, token, value)).json?.code;

async function officeLists({start}) {
  const {imchat: http} = await start({});
  const {token} = await imchatAdmin(http);
  const mark = unique();
  const people = [];
  for (let i = 0; i < 11; i++) people.push(await imchatPerson(http, `p${i}`, mark));
  const found = await mustImchat(http, 'GET', `/im/user/findByName?name=${mark}`, token);
  assert.equal(found.length, 10);

  const byIds = (userIds) => http.call('POST', '/im/user/findByIds', token, {userIds});
  const ids = (n) => [...Array(n - 1).fill(0).map((_, i) => 900_000 + i), people[0].id];
  assert.deepEqual((await byIds(ids(100))).json.data.map((one) => one.id), [people[0].id]);
  assert.equal((await byIds(ids(101))).json.code, 400);
  const listed = (n) => code(http, 'GET', `/im/user/findByIds?ids=${ids(n).join()}`, token);
  assert.equal(await listed(100), 200);
  assert.equal(await listed(101), 400);

  const words = (n) => Array(n).fill(0).map((_, i) => `w${mark}${i}`);
  const add = (n) => code(http, 'POST', '/im/sensitiveWord', token, {contents: words(n)});
  assert.equal(await add(1001), 400);
  assert.equal(await add(1000), 200);
}

// So many at most; who gets fewer than they asked for has all.
async function pullPages({start}) {
  const {imchat: http} = await start({});
  const [ann, bob] = [await imchatPerson(http, 'ann'), await imchatPerson(http, 'bob')];
  await imchatFriends(http, ann, bob);
  const [{id: first}] = await mustImchat(http, 'GET',
      '/message/private/pullOfflineMessage?minId=0', bob.token);
  for (let sent = 0; sent <= PULL_MAX; sent += AT_ONCE) {
    await Promise.all(Array(Math.min(AT_ONCE, PULL_MAX + 1 - sent)).fill(0).map((_, i) =>
      mustImchat(http, 'POST', '/message/private/send', ann.token,
          {receiverId: bob.id, content: `${sent + i}`, messageType: 1})));
  }
  const pull = (query) =>
    mustImchat(http, 'GET', `/message/private/pullOfflineMessage?${query}`, bob.token);
  const page = await pull(`minId=${first}`);
  assert.equal(page.length, PULL_MAX);
  assert.ok(page.every((one, i) => i === 0 || one.id > page[i - 1].id));
  assert.equal((await pull(`minId=${first}&size=5000`)).length, PULL_MAX);
  const rest = await pull(`minId=${page.at(-1).id}`);
  assert.equal(rest.length, 1);
  const seen = new Set([...page, ...rest].map((one) => one.content));
  assert.equal(seen.size, PULL_MAX + 1);
  assert.deepEqual((await pull('')).map((one) => one.id), page.map((one) => one.id));
}

async function fullCall({start}) {
  const {imchat: http} = await start({flags: ['--call.participants_max=2']});
  const people = [];
  for (const who of ['ann', 'bob', 'cat']) people.push(await imchatPerson(http, who));
  const [ann, bob, cat] = people;
  const {id: groupId} =
    await mustImchat(http, 'POST', '/group/create', ann.token, {groupName: 'team'});
  for (const one of [bob, cat]) {
    await mustImchat(http, 'POST', `/group/join/${groupId}`, one.token);
  }
  const {callId} = await mustImchat(http, 'POST', '/webrtc/group/setup', ann.token, {groupId});
  const enter = async (one, how) =>
    (await http.call('POST', `/webrtc/group/${how}`, one.token, {callId})).json;
  assert.equal((await enter(bob, 'accept')).code, 200);
  const full = {code: 400, message: '人员已满，无法进入通话', data: null};
  assert.deepEqual(await enter(cat, 'accept'), full);
  assert.deepEqual(await enter(cat, 'join'), full);
  assert.equal((await enter(bob, 'handup')).code, 200);
  assert.equal((await enter(cat, 'join')).code, 200);
}

async function talkedTime({start}) {
  const {imchat: http} = await start({});
  const [ann, bob] = [await imchatPerson(http, 'ann'), await imchatPerson(http, 'bob')];
  await imchatFriends(http, ann, bob);
  const {callId} =
    await mustImchat(http, 'POST', '/webrtc/private/setup', ann.token, {friendId: bob.id});
  await mustImchat(http, 'POST', '/webrtc/private/accept', bob.token, {callId});
  await mustImchat(http, 'POST', '/webrtc/private/handup', bob.token, {callId});
  const {records: [line]} = await mustImchat(http, 'GET',
      `/message/private/history?friendId=${bob.id}`, ann.token);
  assert.equal(line.messageType, 41);
  assert.match(line.content, /^通话时长 00:0\d$/);
}

async function crowd(http, size) {
  const out = [];
  for (let i = 0; i < size; i++) out.push(await imchatPerson(http, `p${i}`));
  return out;
}

async function waitingRequests({start}) {
  const {imchat: http} = await start({});
  const [hub, last, ...others] = await crowd(http, WAITING_MAX + 2);
  const ask = async (from, to) => (await http.call('POST', '/friend/request/apply', from.token,
      {friendId: to.id})).json;
  const answer = (who, how, requestId) =>
    mustImchat(http, 'POST', `/friend/request/${how}`, who.token, {requestId});
  const full = {code: 400, message: '待处理的好友申请过多', data: null};

  // Received: the next finds room when one was answered.
  const received = [];
  for (const one of others) received.push(await ask(one, hub));
  assert.ok(received.every(({code: number}) => number === 200));
  assert.deepEqual(await ask(last, hub), full);
  assert.equal((await mustImchat(http, 'GET', '/friend/request/list', hub.token)).length,
      WAITING_MAX);
  await answer(hub, 'reject', received[0].data.id);
  const first = await ask(last, hub);
  assert.equal(first.code, 200);

  // Sent: that one counts, and there is room when it was taken back.
  for (const one of others.slice(1)) assert.equal((await ask(last, one)).code, 200);
  assert.deepEqual(await ask(last, others[0]), full);
  await answer(last, 'recall', first.data.id);
  assert.equal((await ask(last, others[0])).code, 200);
}

async function manyMembers({start}) {
  const {imchat: http} = await start({});
  const [ann, sam, ...friends] = await crowd(http, MEMBERS_MAX + 2);
  for (const one of [sam, ...friends]) await imchatFriends(http, one, ann);
  const {id: groupId} =
    await mustImchat(http, 'POST', '/group/create', ann.token, {groupName: 'team'});
  const count = async () =>
    (await mustImchat(http, 'GET', `/group/find/${groupId}`, ann.token)).memberCount;
  const ids = friends.map((one) => one.id);
  for (const [method, path, after] of [['POST', '/group/invite', MEMBERS_MAX + 1],
    ['DELETE', '/group/members/remove', 1]]) {
    const before = await count();
    const change = (memberIds) => code(http, method, path, ann.token, {groupId, memberIds});
    assert.equal(await change([...ids, sam.id]), 400);
    assert.equal(await count(), before);
    assert.equal(await change(ids), 200);
    assert.equal(await count(), after);
  }
}

// So many more people, who need no password: their ids.
async function register(server, admin, n) {
  const mark = unique();
  const users = Array(n).fill(0).map((_, i) => ({userID: `m${mark}_${i}`, nickname: `M ${i}`}));
  await mustOpenim(server.openim, '/user/user_register', admin.token, {users});
  return users.map(({userID}) => userID);
}

async function foundersFriends({start}) {
  const server = await start({});
  const {imchat: http} = server;
  const admin = await openimAdmin(server);
  const [ann, bob] = await crowd(http, 2);
  const names = await register(server, admin, FRIENDS_MAX);
  for (let i = 0; i < names.length; i += PART) {
    await mustOpenim(server.openim, '/friend/import_friend', admin.token,
        {ownerUserID: `${ann.id}`, friendUserIDs: names.slice(i, i + PART)});
  }
  await imchatFriends(http, bob, ann);
  const friends = (await mustImchat(http, 'GET', '/friend/list', ann.token))
      .map((one) => one.userId ?? one.id);
  assert.equal(friends.length, FRIENDS_MAX + 1);
  const found = async (memberIds) => (await http.call('POST', '/group/create', ann.token,
      {groupName: 'many', memberIds})).json;
  assert.equal((await found(friends)).code, 400);
  const made = await found(friends.filter((id) => id !== bob.id));
  assert.equal(made.code, 200);
  assert.equal(made.data.memberCount, FRIENDS_MAX + 1);

  // Receipts are for groups of so many; the founder makes it one more.
  const groupId = made.data.id;
  const asked = async () => (await http.call('POST', '/message/group/send', ann.token,
      {groupId, content: 'read?', messageType: 1, receipt: true})).json;
  assert.equal((await asked()).code, 400);
  const memberIds = [friends.find((id) => id !== bob.id)];
  await mustImchat(http, 'DELETE', '/group/members/remove', ann.token, {groupId, memberIds});
  const {code: number, data} = await asked();
  assert.equal(number, 200);
  assert.equal(data.receipt, true);
}

async function fullGroup({start}) {
  const server = await start({});
  const {imchat: http} = server;
  const admin = await openimAdmin(server);
  const [ann, bob, cat] = await crowd(http, 3);
  await imchatFriends(http, ann, cat);
  const {id: groupId} =
    await mustImchat(http, 'POST', '/group/create', ann.token, {groupName: 'full'});
  // All but two of them.
  for (let left = GROUP_MAX - 2; left > 0; left -= NAMES_MAX) {
    const invitedUserIDs = await register(server, admin, Math.min(left, NAMES_MAX));
    await mustOpenim(server.openim, '/group/invite_user_to_group', admin.token,
        {groupID: `${groupId}`, invitedUserIDs});
  }
  const join = (who) => code(http, 'POST', `/group/join/${groupId}`, who.token);
  const invite = () => code(http, 'POST', '/group/invite', ann.token,
      {groupId, memberIds: [cat.id]});
  const count = async () =>
    (await mustImchat(http, 'GET', `/group/find/${groupId}`, ann.token)).memberCount;
  // They are seated a few at a time.
  await until(async () => await count() === GROUP_MAX - 1, 'all seats', SEATED_MS);
  assert.equal(await join(bob), 200);
  assert.equal(await join(cat), 400);
  assert.equal(await invite(), 400);
  assert.equal(await count(), GROUP_MAX);
  assert.equal(await join(bob), 200);  // who is in stays in
  await mustImchat(http, 'DELETE', `/group/quit/${groupId}`, bob.token);
  assert.equal(await invite(), 200);
  assert.equal(await join(bob), 400);
  assert.equal(await count(), GROUP_MAX);
}

// A socket that is open, with what comes of its beats and its end.
async function openSocket(server, person) {
  const ws = new WebSocket(
      `ws://${server.addresses.imchat_backstage}/ws?accessToken=${person.token}`);
  const come = (type) => new Promise((resolve) => {
    const look = (data) => {
      if (JSON.parse(data).type !== type) return;
      ws.off('message', look);
      resolve();
    };
    ws.on('message', look);
  });
  const closed = new Promise((resolve) => { ws.once('close', resolve); });
  const beat = () => {
    const echo = come('HEARTBEAT');
    ws.send(JSON.stringify({type: 'HEARTBEAT', data: {}}));
    return Promise.race([echo, closed.then((number) => assert.fail(`closed with ${number}`))]);
  };
  await Promise.race([come('SYSTEM_MESSAGE'),
    closed.then((number) => assert.fail(`closed with ${number}`))]);
  return {ws, beat, closed};
}

async function silentSocket({start}) {
  const server = await start({testClock: true});
  const [ann, bob] = await crowd(server.imchat, 2);
  const [silent, alive] = [await openSocket(server, ann), await openSocket(server, bob)];
  try {
    await server.advanceClock(0, IDLE_MS - 10_000);
    await alive.beat();
    assert.equal(silent.ws.readyState, WebSocket.OPEN);
    await server.advanceClock(0, 11_000);
    assert.equal(await silent.closed, 4008);
    await alive.beat();
  } finally {
    silent.ws.terminate();
    alive.ws.terminate();
  }
}

export const tests = [
  {name: 'lists of the back office at their limits', body: officeLists},
  {name: 'a pull of a thousand messages', body: pullPages},
  {name: 'a call that is full', body: fullCall},
  {name: 'how long was talked', body: talkedTime},
  {name: 'requests that wait', body: waitingRequests},
  {name: 'fifty members at once', body: manyMembers},
  {name: 'a group of five hundred friends', body: foundersFriends},
  {name: 'a group that is full', body: fullGroup},
  {name: 'a socket that is silent', on: 'sqlite', body: silentSocket},
];
