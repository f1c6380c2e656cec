// Many at once: what one script after the other cannot show.
import assert from 'node:assert/strict';
import {listen} from '../../lib/listen.mjs';
import {API, directChat, group, must, person, unique} from '../../lib/world.mjs';
import {sleep} from '../../lib/report.mjs';

const AT_ONCE = 24;
const WRITERS = 12;
const MESSAGES_EACH = 25;
const HEARING_MS = 15_000;
const COLD_GROUPS = 40;

const times = (n, work) => Promise.all(Array.from({length: n}, (_, i) => work(i)));
const people = (http, n) => times(n, (i) => person(http, `p${i}`));
const send = (http, who, conversationId, more) => http.call('POST', `${API}/message/send`,
    who.token, {conversationId, type: 'TEXT', content: 'x', ...more});

async function oneConversation({server: {http}}) {
  const [ann, bob] = await people(http, 2);
  const ids = await times(AT_ONCE, (i) => must(http, 'POST', '/conversation/create',
      (i % 2 ? ann : bob).token, {type: 'PRIVATE', peerUserId: (i % 2 ? bob : ann).id}));
  assert.equal(new Set(ids).size, 1, `conversations ${[...new Set(ids)]}`);
}

async function firstMessages({server: {http}}) {
  const [ann, bob] = await people(http, 2);
  await times(AT_ONCE, (i) => must(http, 'POST', '/message/send', (i % 2 ? ann : bob).token,
      {receiverId: (i % 2 ? bob : ann).id, type: 'TEXT', content: `${i}`}));
  const [row] = await must(http, 'GET', '/conversation/list', ann.token);
  const list = await must(http, 'GET', `/message/list/${row.id}?limit=100`, ann.token);
  assert.equal(list.length, AT_ONCE);
  const unread = await Promise.all([ann, bob].map((p) => must(http, 'GET',
      '/message/unread/count', p.token)));
  assert.deepEqual(unread, [AT_ONCE / 2, AT_ONCE / 2]);
}

async function oneClientId({server: {http}}) {
  const [ann, bob, cat] = await people(http, 3);
  const dm = await must(http, 'POST', '/conversation/create', ann.token,
      {type: 'PRIVATE', peerUserId: bob.id});
  const other = await must(http, 'POST', '/conversation/create', ann.token,
      {type: 'PRIVATE', peerUserId: cat.id});
  const answers = await times(AT_ONCE, (i) => send(http, ann, i % 4 ? dm : other,
      {clientMsgId: 'same'}));
  const stored = answers.filter((a) => a.json.code === 200);
  const refused = answers.filter((a) => a.json.code !== 200);
  assert.equal(new Set(stored.map((a) => a.json.data)).size, 1, 'one message');
  for (const a of refused) assert.equal(a.json.msg, '客户端消息ID重复');
  const lists = await Promise.all([dm, other].map((c) => must(http, 'GET', `/message/list/${c}`,
      ann.token)));
  assert.equal(lists.flat().length, 1, 'one row');
}

async function oneName({server: {http}}) {
  const username = `race_${unique()}`;
  const answers = await times(8, () => http.call('POST', `${API}/auth/register`, null,
      {username, password: 'secret-1'}));
  const codes = answers.map((a) => a.json.code).sort((a, b) => a - b);
  assert.deepEqual(codes, [200, ...Array(7).fill(4002)]);
}

async function crossingRequests({server: {http}}) {
  const pairs = await times(6, () => people(http, 2));
  await Promise.all(pairs.flatMap(([a, b]) => [[a, b], [b, a]].map(([from, to]) =>
    http.call('POST', `${API}/contact/request/send`, from.token, {targetUserId: to.id}))));
  for (const pair of pairs) {
    for (const [me, other] of [pair, [...pair].reverse()]) {
      const list = await must(http, 'GET', '/contact/list', me.token);
      assert.deepEqual(list.map((c) => c.friendId), [other.id], 'each has the other, once');
    }
  }
}

async function oneAnswer({server: {http}}) {
  const [ann, bob] = await people(http, 2);
  const id = await must(http, 'POST', '/contact/request/send', ann.token, {targetUserId: bob.id});
  const answers = await times(8, (i) => http.call('POST', `${API}/contact/request/${id}/handle`,
      bob.token, {approved: i % 2 === 0}));
  assert.equal(answers.filter((a) => a.json.code === 200).length, 1, 'answered once');
  const [[request], mine, his] = await Promise.all([
    must(http, 'GET', '/contact/request/received?status=ALL', bob.token),
    must(http, 'GET', '/contact/list', ann.token), must(http, 'GET', '/contact/list', bob.token)]);
  const friends = request.status === 'APPROVED' ? 1 : 0;
  assert.deepEqual([mine.length, his.length], [friends, friends], request.status);
}

// Writers into one group; a member pulls `afterId` without pause, another one listens.
async function nothingMissed({server}) {
  const {http} = server;
  const [reader, listener, ...writers] = await people(http, WRITERS + 2);
  const id = await group(http, reader, [listener, ...writers], 'Race');
  const {ids: heard, socket} = await listen(server, listener);
  let writing = true;
  const pulled = [];
  const pull = async () => {
    let after = 0;
    for (;;) {
      const done = !writing;
      const page = await must(http, 'GET', `/message/list/${id}?afterId=${after}&limit=20`,
          reader.token);
      pulled.push(...page.filter((m) => m.clientMsgId).map((m) => m.id));
      if (page.length) after = page.at(-1).id;
      else if (done) return;
    }
  };
  const reading = pull();
  await Promise.all(writers.map(async (w) => {
    for (let i = 0; i < MESSAGES_EACH; i++) {
      const {json} = await send(http, w, id, {clientMsgId: `${i}`});
      assert.equal(json.code, 200, JSON.stringify(json));
    }
  }));
  writing = false;
  await reading;
  const end = Date.now() + HEARING_MS;
  while (heard.length < WRITERS * MESSAGES_EACH && Date.now() < end) await sleep(20);
  socket.terminate();
  assert.equal(pulled.length, WRITERS * MESSAGES_EACH, 'messages pulled');
  assert.deepEqual(pulled, [...pulled].sort((a, b) => a - b), 'pulled in order, none twice');
  assert.deepEqual(heard, pulled, 'heard live what was pulled, in the same order');
  const unread = await must(http, 'GET', '/message/unread/count', listener.token);
  assert.equal(unread, WRITERS * MESSAGES_EACH);
}

// The server reads the members of each group at its first message: what is in private comes behind
// that all the same, since a client that comes again asks for what came after the last it heard.
async function oneOrder({start}) {
  const server = await start({});
  const {http} = server;
  const [ann, bob] = await people(http, 2);
  const dm = await directChat(http, ann, bob);
  const groups = await times(COLD_GROUPS, () => group(http, ann, [bob], 'Cold'));
  const {ids, socket} = await listen(server, bob);
  await Promise.all(groups.flatMap((id) => [id, dm]).map((id, i) =>
    send(http, ann, id, {clientMsgId: `${i}`})));
  const end = Date.now() + HEARING_MS;
  while (ids.length < 2 * COLD_GROUPS && Date.now() < end) await sleep(20);
  socket.terminate();
  assert.equal(ids.length, 2 * COLD_GROUPS, 'messages heard');
  assert.deepEqual(ids, [...ids].sort((a, b) => a - b), 'in the order of their ids');
}

// Readers raise their cursors while others write: in the end every count is exact.
async function exactUnread({server: {http}}) {
  const [ann, bob] = await people(http, 2);
  const dm = await must(http, 'POST', '/conversation/create', ann.token,
      {type: 'PRIVATE', peerUserId: bob.id});
  await times(AT_ONCE, async (i) => {
    await must(http, 'POST', '/message/send', ann.token,
        {conversationId: dm, type: 'TEXT', content: `${i}`});
    if (i % 3 === 0) await must(http, 'PUT', `/conversation/${dm}/markAsRead`, bob.token);
  });
  const [row] = await must(http, 'GET', '/conversation/list', bob.token);
  const list = await must(http, 'GET', `/message/list/${dm}?limit=100`, bob.token);
  const after = list.filter((m) => m.id > row.lastReadMessageId).length;
  assert.equal(row.unreadCount, after);
  await must(http, 'PUT', `/conversation/${dm}/markAsRead`, bob.token);
  assert.equal(await must(http, 'GET', '/message/unread/count', bob.token), 0);
}

export const tests = [
  {name: 'two who open a chat at once open one', body: oneConversation},
  {name: 'first messages that cross land in one chat', body: firstMessages},
  {name: 'one client id is one message, however many send it', body: oneClientId},
  {name: 'a name is given to one of many', body: oneName},
  {name: 'requests that cross make friends, once', body: crossingRequests},
  {name: 'a request is answered once', body: oneAnswer},
  {name: 'pulling and listening miss nothing while many write', body: nothingMissed},
  {name: 'what one session hears is in order over all conversations', body: oneOrder},
  {name: 'unread counts stay exact while reading and writing cross', body: exactUnread},
];
