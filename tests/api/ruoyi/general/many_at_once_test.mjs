// One person sends many messages before the first is answered, some of them twice, in each of the
// dialects: each is there once, and what came over one socket stands in the order of its frames
// (mapping 6, 12). On PostgreSQL such messages share a transaction.
import assert from 'node:assert/strict';
import {signToken} from '../../../lib/appim.mjs';
import {AppimSocket} from '../../../lib/appim_socket.mjs';
import {imchatFriends, imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {chatName, mustOpenim, openimAdmin, openimPeople} from '../../../lib/openim.mjs';
import {OpenimSocket, contentOf, messageTo} from '../../../lib/openim_socket.mjs';
import {befriend, directChat, group, must, person, unique} from '../../../lib/world.mjs';

const COUNT = 72;
const TWICE = 6;  // each so many-th is sent twice
const TOKEN_S = 3600;
const PAGE = 50;
const numbers = Array.from({length: COUNT}, (_, i) => i);
const texts = numbers.map((i) => `m${i}`);
const sorted = (list) => [...list].sort();

// Sends all at once by `send(i)`, which tells the id of the message; ids in order of `i`.
async function all(send) {
  const ids = await Promise.all(numbers.map(async (i) => {
    if (i % TWICE !== 0) return send(i);
    const [first, second] = await Promise.all([send(i), send(i)]);
    assert.equal(second, first, `message ${i}, sent twice`);
    return first;
  }));
  assert.equal(new Set(ids).size, COUNT);
  return ids;
}

async function ruoyi({server: {http}}) {
  const [ann, bob, cat] = await Promise.all(['ann', 'bob', 'cat'].map((n) => person(http, n)));
  await befriend(http, ann, bob);
  await befriend(http, ann, cat);
  const withBob = await directChat(http, ann, bob);
  const withCat = await directChat(http, ann, cat);
  const trio = await group(http, ann, [bob, cat], 'many');
  const uniq = unique();
  // To two people, by the conversation or by the other, and to a group.
  const targets = [{conversationId: withBob}, {receiverId: bob.id},
    {conversationId: withCat}, {conversationId: trio}];
  await all((i) => must(http, 'POST', '/message/send', ann.token,
      {...targets[i % targets.length], type: 'TEXT', content: texts[i],
        clientMsgId: `${uniq}${i}`}));
  const found = [];
  for (const id of [withBob, withCat, targets[3].conversationId]) {
    const list = await must(http, 'GET', `/message/list/${id}?limit=100`, ann.token);
    found.push(...list.filter((m) => /^m\d+$/.test(m.content)).map((m) => m.content));
  }
  assert.deepEqual(sorted(found), sorted(texts));
  const [row] = (await must(http, 'GET', '/conversation/list', bob.token))
      .filter((one) => one.id === withBob);
  assert.equal(row.unreadCount, COUNT / 2);
}

async function imchat({server}) {
  const http = server.imchat;
  const [ann, bob] = await Promise.all(['ann', 'bob'].map((name) => imchatPerson(http, name)));
  await imchatFriends(http, ann, bob);
  const uniq = unique();
  await all(async (i) => (await mustImchat(http, 'POST', '/message/private/send', ann.token,
      {receiverId: bob.id, content: texts[i], messageType: 1, clientMsgId: `${uniq}${i}`})).id);
  const {records} = await mustImchat(http, 'GET',
      `/message/private/history?friendId=${ann.id}&size=100`, bob.token);
  const found = records.map((one) => one.content).filter((text) => /^m\d+$/.test(text));
  assert.deepEqual(sorted(found), sorted(texts));
}

// What this person may read of a conversation of OpenIM, from its beginning on.
async function pulled(server, who, place) {
  const {msgs} = await mustOpenim(server.openim, '/msg/pull_msg_by_seq', who.token, {
    userID: who.id, order: 0,
    seqRanges: [{conversationID: place, begin: 1, end: 1000, num: 200}]});
  return msgs[place].Msgs;
}

async function openim({server}) {
  const admin = await openimAdmin(server);
  const {ann, bob, cat} = await openimPeople(server, admin, ['ann', 'bob', 'cat'], unique());
  const created = await mustOpenim(server.openim, '/group/create_group', ann.token, {
    ownerUserID: ann.id, memberUserIDs: [bob.id], adminUserIDs: [],
    groupInfo: {groupName: 'many', groupType: 2}});
  const team = {group: created.groupInfo.groupID};
  const targets = [bob, team, cat, bob];
  const socket = await OpenimSocket.open(server, ann);
  try {
    await socket.must(1001, {});
    const sent = numbers.flatMap((i) => {
      const message = messageTo(ann, targets[i % targets.length], {content: texts[i]});
      const times = i % TWICE === 0 ? [0, 1] : [0];
      return times.map(() => socket.send(1003, message));
    });
    const answers = [];
    for (const incr of sent) answers.push(await socket.answer(incr, 1003));
    assert.deepEqual(answers.filter(({code}) => code !== 0), []);
    assert.equal(new Set(answers.map(({data}) => data.serverMsgID)).size, COUNT);
  } finally {
    socket.close();
  }
  const places = [chatName(ann, bob), chatName(ann, cat), `sg_${team.group}`];
  for (const place of places) {
    const found = (await pulled(server, ann, place)).filter((one) => one.contentType === 101)
        .map((one) => contentOf({content: Buffer.from(one.content, 'base64')}).content);
    const expected = numbers.filter((i) => {
      const to = targets[i % targets.length];
      return place === (to.group ? `sg_${to.group}` : chatName(ann, to));
    }).map((i) => texts[i]);
    assert.deepEqual(found, expected, place);
  }
}

// For whom somebody else sends: an application server with its administrator's token.
async function openimServer({server}) {
  const admin = await openimAdmin(server);
  const {ann, bob} = await openimPeople(server, admin, ['ann', 'bob'], unique());
  const ids = await Promise.all(numbers.map(async (i) => (
    await mustOpenim(server.openim, '/msg/send_msg', admin.token, {sendID: ann.id, recvID: bob.id,
      senderPlatformID: 2, content: {content: texts[i]}, contentType: 101, sessionType: 1})
  ).serverMsgID));
  assert.equal(new Set(ids).size, COUNT);
  const found = await pulled(server, bob, chatName(ann, bob));
  assert.deepEqual(found.map((one) => one.seq), numbers.map((i) => i + 1));
}

async function appim({server}) {
  const app = server.apps.bound;
  const ann = `ann${unique()}`;
  const bob = `bob${unique()}`;
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  const call = async (method, path, value) => {
    const {json, text} = await server.appim.call(method, `/im${path}`, headers, value);
    assert.equal(json?.code, 0, `${method} ${path}: ${text}`);
    return json.data;
  };
  for (const id of [ann, bob]) {
    await call('POST', '/users', {client_id: id, extend: {nickname: id}});
  }
  const {conv_id: conv} = await call('POST', '/conversations',
      {client_id: ann, to_client_ids: [bob], conv_type: 1});
  const ids = await Promise.all(numbers.map(async (i) => (await call('POST',
      `/conversations/${conv}/message`, {from_client: ann, type: -1, text: texts[i]})).msg_id));
  const token = signToken(app.secret,
      {unique_name: ann, exp: Math.floor(Date.now() / 1000) + TOKEN_S});
  const socket = await AppimSocket.login(server, app, ann, token);
  try {
    for (const i of numbers) {
      const frame = {conv_id: conv, cid: `c${i}`, type: -1, text: `s${i}`};
      for (let times = i % TWICE === 0 ? 2 : 1; times > 0; times--) socket.send('msg.send', frame);
    }
    for (const i of numbers) {
      const {data} = await socket.next('msg.send.ack', (d) => d.cid === `c${i}`) ?? {};
      assert.ok(data?.msg_id, `no ack of c${i}`);
      ids.push(data.msg_id);
    }
  } finally {
    socket.close();
  }
  assert.equal(new Set(ids).size, 2 * COUNT);
  const listed = [];
  for (let page = 1; listed.length === (page - 1) * PAGE; page++) {
    const {data} = await call('GET', `/conversations/${conv}/message?page=${page}&size=${PAGE}`);
    listed.push(...data);
  }
  const found = listed.map((one) => one.text);
  assert.deepEqual(sorted(found), sorted([...texts, ...numbers.map((i) => `s${i}`)]));
  // The newest first, or last.
  const over = found.filter((text) => text.startsWith('s')).map((text) => Number(text.slice(1)));
  if (over[0] !== 0) over.reverse();
  assert.deepEqual(over, numbers);
}

export const tests = [
  {name: 'many at once over RuoYi-IM', body: ruoyi},
  {name: 'many at once over IM Chat', body: imchat},
  {name: 'many at once over a socket of OpenIM', body: openim},
  {name: 'many at once by a server over OpenIM', body: openimServer},
  {name: 'many at once over App IM', body: appim},
];
