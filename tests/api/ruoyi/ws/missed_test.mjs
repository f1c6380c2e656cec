// What a client missed comes when it is back (ruoyi 22.5), however its connection ended.
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {PATIENCE} from '../../../lib/patience.mjs';
import {RawWebSocket} from '../../../lib/raw.mjs';
import {eachOf, sleep, until} from '../../../lib/report.mjs';
import {directChat, must, person} from '../../../lib/world.mjs';

const AT_ONCE = 8;
const HEARING_MS = 15_000 * PATIENCE;
const SENT = 300;
const VISITS_LEAST = 20;
const QUIET_MS = 500;  // then nothing is on its way, such as who is online
const WRITTEN_MS = 1500;  // the end of a session is written within a second
const TOLD_MOST = 1000;  // the newest of what was missed
const LARGE = '长'.repeat(5000);
const LARGE_SENT = 900;

// The ids of messages that a session hears, live and as missed. `connected` runs when it is told
// that it is signed in.
function hear(server, {token}, {connected} = {}) {
  const live = [], missed = [];
  const socket = new WebSocket(`${server.wsOrigin}/ws/im?token=${token}`);
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    if (frame.type === 'connected') connected?.(socket);
    if (frame.type === 'new_message') live.push(frame.payload.id);
    if (frame.type === 'offline_message') missed.push(frame.messageId);
  });
  return {live, missed, socket, closed: new Promise((resolve) => socket.once('close', resolve))};
}

const sendTo = (http, ann, conversationId, count, content) => eachOf(Array.from({length: count}),
    AT_ONCE, (_, i) => must(http, 'POST', '/message/send', ann.token,
        {conversationId, type: 'TEXT', content: content ?? `${i}`}));

// Closes each connection as soon as it is signed in: what was on its way comes, or comes later.
async function visits({server}) {
  const {http} = server;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  const dm = await directChat(http, ann, bob);
  const heard = new Set();
  let sending = true;
  const sent = sendTo(http, ann, dm, SENT).finally(() => { sending = false; });
  for (let i = 0; sending || i < VISITS_LEAST; i++) {
    const {live, missed, closed} = hear(server, bob, {connected: (socket) => socket.close(1000)});
    await closed;
    for (const id of [...live, ...missed]) heard.add(id);
  }
  await sent;
  const last = hear(server, bob);
  const list = [];
  for (let before = ''; ;) {
    const page = await must(http, 'GET', `/message/list/${dm}?limit=100${before}`, ann.token);
    if (page.length === 0) break;
    list.push(...page.map((one) => one.id));
    before = `&lastId=${Math.min(...page.map((one) => one.id))}`;
  }
  assert.equal(list.length, SENT);
  const lost = () => list.filter((id) => !heard.has(id) && !last.missed.includes(id));
  await until(() => lost().length === 0, `all ${SENT} messages`, HEARING_MS);
  last.socket.terminate();
}

// Ann and bob, whose connection reads nothing more after `before` and is cut. Gives what comes to
// bob at the next one.
async function cutOff(server, before = async () => {}) {
  const {http} = server;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  const dm = await directChat(http, ann, bob);
  const slow = await RawWebSocket.open(server.addresses.main, `/ws/im?token=${bob.token}`);
  assert.ok(await slow.json('connected'));
  await before(slow, ann, dm);
  slow.raw.socket.pause();
  await sendTo(http, ann, dm, LARGE_SENT, LARGE);
  slow.raw.socket.resume();
  assert.ok(await slow.raw.closes(HEARING_MS), 'the connection was not cut');
  await sleep(WRITTEN_MS);
  const again = hear(server, bob);
  await until(() => again.missed.length >= LARGE_SENT, 'what was missed', HEARING_MS);
  again.socket.close(1000);
  await again.closed;
  assert.equal(again.missed.length, LARGE_SENT, 'messages that came when it was back');
  return {bob, missed: again.missed};
}

// Nothing of what was queued to it counts as delivered, and what came once does not come again.
async function cut({server}) {
  const {bob} = await cutOff(server);
  await sleep(WRITTEN_MS);
  const third = hear(server, bob);
  await sleep(QUIET_MS);
  third.socket.terminate();
  assert.deepEqual(third.missed, [], 'what came once comes again');
}

// What came before a ping that found nothing on its way is delivered, whatever becomes of the
// connection.
async function cutAfterPing({server}) {
  let first;
  const {missed} = await cutOff(server, async (slow, ann, dm) => {
    first = await must(server.http, 'POST', '/message/send', ann.token,
        {conversationId: dm, type: 'TEXT', content: 'before the ping'});
    assert.ok(await slow.json('new_message'));
    await sleep(QUIET_MS);
    slow.send(JSON.stringify({type: 'ping'}));
    assert.ok(await slow.json('pong'));
  });
  assert.ok(!missed.includes(first), 'the first was delivered before');
}

// The newest of all are told, also where one conversation has more of them than that.
async function besideMany({server}) {
  const {http} = server;
  const [ann, bob, cid] = [await person(http, 'ann'), await person(http, 'bob'),
    await person(http, 'cid')];
  const [busy, quiet] = [await directChat(http, ann, bob), await directChat(http, cid, bob)];
  await sendTo(http, ann, busy, 2 * TOLD_MOST + 50);
  const few = [];
  for (let i = 0; i < 3; i++) {
    few.push(await must(http, 'POST', '/message/send', cid.token,
        {conversationId: quiet, type: 'TEXT', content: `${i}`}));
    await sendTo(http, ann, busy, 10);
  }
  const {missed, socket} = hear(server, bob);
  await until(() => missed.length >= TOLD_MOST, 'what was missed', HEARING_MS);
  await sleep(QUIET_MS);
  socket.terminate();
  assert.equal(missed.length, TOLD_MOST);
  assert.deepEqual(few.filter((id) => !missed.includes(id)), [], 'of who wrote little');
}

export const tests = [
  {name: 'what somebody wrote who writes much hides nothing newer', body: besideMany},
  {name: 'who comes and goes hears each message', body: visits},
  {name: 'what was queued to a connection that is cut comes again', body: cut},
  {name: 'what came before a ping does not', body: cutAfterPing},
];
