// Signed webhooks: what they hear, retries, dead letters, addresses, crashes, tenants.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {WebSocket} from 'ws';
import {readKeys} from '../../lib/appim_apps.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {Receiver} from '../../lib/receiver.mjs';

const QUICK = ['--webhooks.timeout=700ms', '--webhooks.first_pause=100ms',
  '--webhooks.attempts=3'];
const MESSAGES = 40;
// Who held the lease when they were killed keeps it for seconds, and clients have time to return.
const SOON_MS = 60_000 * PATIENCE;
const PAUSE_MS = 50;

async function soon(condition, what) {
  const end = Date.now() + SOON_MS;
  while (!await condition()) {
    if (Date.now() > end) throw new Error(`in vain: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
}

function koine(server, ...words) {
  const {binary, storeUrl} = server.options;
  return execFileSync(binary, ['app', ...words, '--data', server.dataDir,
    ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8'});
}

// SQLite is changed where no server runs.
async function stopped(server, work, signal = 'SIGTERM') {
  await server.signal(signal);
  const result = await work();
  await server.launch();
  return result;
}

function add(server, app, url, ...options) {
  const made = readKeys(koine(server, 'webhook', 'add', app, url, ...options));
  assert.match(made.secret, /^whsec_[A-Za-z0-9+/]{43}=$/);
  return made;
}

// A server whose applications `open` and `twin` have webhooks at receivers of their own.
async function begin(start, flags = QUICK, ...options) {
  const server = await start({apps: true, flags});
  const receivers = {};
  await stopped(server, async () => {
    for (const app of ['open', 'twin']) {
      receivers[app] = await Receiver.start('');
      const {webhook, secret} = add(server, app, receivers[app].url, '--allow-private', ...options);
      Object.assign(receivers[app], {secret, webhook});
    }
  });
  return {server, ...receivers};
}

const headers = (app) => ({'app-id': app.id, 'app-key': app.master_key});

async function call(server, app, method, path, value) {
  const {json, text} = await server.appim.call(method, path, headers(server.apps[app]), value);
  assert.equal(json?.code, 0, text);
  return json.data;
}

async function group(server, app, ...ids) {
  for (const id of ids) await call(server, app, 'POST', '/im/users', {client_id: id});
  const made = await call(server, app, 'POST', '/im/conversations',
      {client_id: ids[0], to_client_ids: ids.slice(1), conv_type: 3, conv_extend: {a: 1}});
  return made.conv_id;
}

const say = (server, app, conv, text, from = 'ann') =>
  call(server, app, 'POST', `/im/conversations/${conv}/message`,
      {from_client: from, type: -1, text});

const has = (receiver, type, n = 1) =>
  soon(() => receiver.of(type).length >= n, `${n} × ${type}`);

const stop = (...receivers) => Promise.all(receivers.map((r) => r.stop()));

async function events({start}) {
  // Who takes a quick server's time to answer is told again.
  const {server, open, twin} = await begin(start, []);
  const conv = await group(server, 'open', 'ann', 'bob');
  const sent = await say(server, 'open', conv, 'hello');
  await has(open, 'message.sent');
  const [told] = open.of('message.sent');
  assert.ok(told.signed);
  assert.match(told.id, /^evt_[0-9a-f]{24}$/);
  assert.match(told.time, /^\d{10}$/);
  assert.equal(told.type, 'application/json');
  assert.equal(told.json.app_id, 'open');
  assert.equal(typeof told.json.time, 'number');
  // The message as the list has it.
  const list = await call(server, 'open', 'GET', `/im/conversations/${conv}/message`);
  assert.deepEqual(told.json.data, list.data[0]);
  assert.equal(told.json.data.msg_id, sent.msg_id);

  await call(server, 'open', 'PUT', `/im/conversations/${conv}/message/${sent.msg_id}`,
      {from_client: 'ann', text: 'other'});
  await has(open, 'message.edited');
  const edited = open.of('message.edited')[0].json.data;
  assert.deepEqual([edited.conv_id, edited.msg_id, edited.text, edited.client_id],
      [conv, sent.msg_id, 'other', 'ann']);
  await call(server, 'open', 'PUT', `/im/conversations/${conv}/message/${sent.msg_id}/recall`,
      {from_client: 'ann'});
  await has(open, 'message.recalled');
  const recalled = open.of('message.recalled')[0].json.data;
  assert.deepEqual([recalled.conv_id, recalled.msg_id, recalled.client_id],
      [conv, sent.msg_id, 'ann']);

  await has(open, 'conversation.created');
  assert.equal(open.of('conversation.created')[0].json.data.conv_id, conv);
  await call(server, 'open', 'PUT', '/im/conversations',
      {where: [['conv_id', '=', conv]], update: {conv_extend: {b: 2}}});
  await has(open, 'conversation.updated');
  assert.deepEqual(open.of('conversation.updated')[0].json.data.conv_extend, {b: 2});

  await call(server, 'open', 'POST', '/im/users', {client_id: 'cat'});
  await call(server, 'open', 'POST', `/im/conversations/${conv}/members`, {client_ids: ['cat']});
  await soon(() => open.of('member.joined').some((e) =>
    e.json.data.client_ids.includes('cat')), 'cat joined');
  await call(server, 'open', 'DELETE', `/im/conversations/${conv}/members`, {client_ids: ['cat']});
  await has(open, 'member.left');
  assert.deepEqual(open.of('member.left')[0].json.data.client_ids, ['cat']);
  await call(server, 'open', 'DELETE', `/im/conversations/${conv}`);
  await has(open, 'conversation.deleted');
  assert.equal(open.of('conversation.deleted')[0].json.data.conv_id, conv);

  const pair = await call(server, 'open', 'POST', '/im/conversations',
      {client_id: 'ann', to_client_ids: ['bob'], conv_type: 1});
  await has(open, 'conversation.created', 2);
  assert.equal(open.of('conversation.created')[1].json.data.conv_id, pair.conv_id);
  const room = await call(server, 'open', 'POST', '/im/conversations',
      {client_id: 'ann', to_client_ids: [], conv_type: 4});
  await has(open, 'conversation.created', 3);
  assert.equal(open.of('conversation.created')[2].json.data.conv_id, room.conv_id);
  await say(server, 'open', room.conv_id, 'in the room');
  await soon(() => open.of('message.sent').some((e) => e.json.data.conv_id === room.conv_id),
      'the message of the room');
  // A pair in which nothing was said ends too.
  await call(server, 'open', 'DELETE', `/im/conversations/${pair.conv_id}`);
  await has(open, 'conversation.deleted', 2);
  // What was taken is not told again, and each thing has an id of its own.
  const ids = open.got.map((one) => one.id);
  assert.equal(new Set(ids).size, ids.length);
  assert.ok(open.got.every((one) => one.signed));
  assert.deepEqual(twin.got, []);
  await stop(open, twin);
}

async function tenants({start}) {
  const {server, open, twin} = await begin(start, QUICK, '--events=message.sent');
  // One that never answers holds nobody up.
  open.answer = () => null;
  const mine = await group(server, 'open', 'ann', 'bob');
  const theirs = await group(server, 'twin', 'ann', 'bob');
  for (let i = 0; i < MESSAGES; i++) await say(server, 'open', mine, `open ${i}`);
  const before = Date.now();
  await say(server, 'twin', theirs, 'twin');
  await has(twin, 'message.sent');
  assert.ok(Date.now() - before < 15_000);
  assert.deepEqual(twin.got.map((one) => one.json.data.text), ['twin']);
  assert.equal(twin.got[0].json.app_id, 'twin');
  await has(open, 'message.sent');
  assert.ok(open.got.every((one) => one.json.data.text.startsWith('open ') && one.signed));
  assert.ok(open.got.every((one) => one.json.type === 'message.sent'));
  const counted = (pattern) => soon(async () => pattern.test(await server.metrics()), `${pattern}`);
  await counted(/^koine_webhook_attempts_total\{outcome="taken"\} 1$/m);
  await counted(/^koine_webhook_attempts_total\{outcome="failed"\} [1-9]/m);
  // What people wrote is nobody's business who reads the log.
  assert.ok(!server.stderr.includes('open 0'));
  await stop(open, twin);
}

async function retries({start}) {
  const {server, open, twin} = await begin(start, QUICK, '--events=message.sent');
  let left = 2;
  open.answer = () => (left-- > 0 ? 500 : 204);
  const conv = await group(server, 'open', 'ann', 'bob');
  await say(server, 'open', conv, 'a');
  await has(open, 'message.sent', 3);
  assert.equal(new Set(open.got.map((one) => one.id)).size, 1);
  assert.equal(new Set(open.got.map((one) => one.body)).size, 1);
  assert.ok(open.got.every((one) => one.signed));
  // The pause doubles: 50 to 100 ms, then 100 to 200 ms.
  assert.ok(open.got[1].at - open.got[0].at >= 50, 'the first pause');
  assert.ok(open.got[2].at - open.got[1].at >= 100, 'the second pause');
  // Once without an answer, then with one.
  let silent = true;
  open.answer = () => (silent ? (silent = false, null) : 200);
  await say(server, 'open', conv, 'b');
  await has(open, 'message.sent', 5);
  const [first, second] = open.got.slice(3);
  assert.equal(first.id, second.id);
  assert.ok(second.at - first.at >= 700, 'the time-out');
  await stop(open, twin);
}

async function deadLetters({start}) {
  const {server, open, twin} = await begin(start, QUICK, '--events=message.sent');
  open.answer = () => 503;
  twin.answer = () => 302;
  const conv = await group(server, 'open', 'ann', 'bob');
  await say(server, 'open', conv, 'lost and found');
  await say(server, 'twin', await group(server, 'twin', 'ann', 'bob'), 'elsewhere');
  await has(open, 'message.sent', 3);
  await has(twin, 'message.sent', 3);
  const seen = await stopped(server, async () => {
    const out = {open: koine(server, 'webhook', 'dead', 'open'),
      twin: koine(server, 'webhook', 'dead', 'twin'),
      sent: koine(server, 'webhook', 'resend', 'open', 'all')};
    open.answer = () => 200;
    return out;
  });
  const [line] = seen.open.trim().split('\n');
  assert.equal(seen.open.trim().split('\n').length, 1);
  assert.ok(line.includes(open.got[0].id) && line.includes('message.sent'));
  assert.match(line, /\t3 attempts\t503$/);
  assert.ok(!line.includes('found'));
  assert.match(seen.twin, /\t302 redirects are not followed\n$/);
  assert.equal(seen.sent, '1 will be sent again\n');
  await has(open, 'message.sent', 4);
  assert.equal(open.got[3].id, open.got[0].id);
  // The other application's stays where it was.
  assert.equal(twin.got.length, 3);
  await stopped(server, () => {
    assert.equal(koine(server, 'webhook', 'dead', 'open'), '');
    assert.match(koine(server, 'webhook', 'list', 'open'), /\tmessage\.sent\tprivate\t0 kept\n$/);
    koine(server, 'webhook', 'remove', 'open', open.webhook);
    assert.equal(koine(server, 'webhook', 'list', 'open'), '');
    assert.throws(() => koine(server, 'webhook', 'remove', 'twin', open.webhook));
  });
  await say(server, 'open', conv, 'unheard');
  await stop(open, twin);
}

// Whatever name an address has.
async function privateAddresses({start}) {
  const server = await start({apps: true, flags: QUICK});
  const receiver = await Receiver.start('whsec_');
  const {port} = receiver.server.address();
  // Those that say so are refused at once.
  const inside = [`http://127.0.0.1:${port}/`, `http://localhost:${port}/`,
    `http://[::1]:${port}/`, `http://0.0.0.0:${port}/`, `http://2130706433:${port}/`,
    `http://[::ffff:127.0.0.1]:${port}/`, 'http://10.1.2.3', 'http://LOCALHOST?a'];
  // Where a name leads is known when it is connected to.
  const urls = [`http://a.localhost:${port}/`];
  await stopped(server, () => {
    for (const url of inside) {
      assert.throws(() => add(server, 'open', url), /not of the public internet/);
    }
    assert.equal(koine(server, 'webhook', 'list', 'open'), '');
    for (const url of urls) add(server, 'open', url, '--events=message.sent');
  });
  const conv = await group(server, 'open', 'ann', 'bob');
  await say(server, 'open', conv, 'a');
  const dead = () => stopped(server, () => koine(server, 'webhook', 'dead', 'open'));
  let lines = '';
  await soon(async () => {
    await new Promise((resolve) => setTimeout(resolve, 5_000));
    lines = await dead();
    return lines.trim().split('\n').length === urls.length;
  }, 'all are dead letters');
  for (const line of lines.trim().split('\n')) {
    assert.match(line, /\tthe address is not of the public internet$/);
  }
  assert.deepEqual(receiver.got, []);
  await stop(receiver);
}

// A crash between a message and its delivery, and one while it is under way.
async function crashes({start}) {
  const {server, open, twin} = await begin(start, QUICK, '--events=message.sent');
  const conv = await group(server, 'open', 'ann', 'bob');
  const sent = [];
  open.answer = () => null;
  for (let i = 0; i < MESSAGES; i++) sent.push((await say(server, 'open', conv, `${i}`)).msg_id);
  await stopped(server, () => { open.answer = () => 200; }, 'SIGKILL');
  for (let i = 0; i < MESSAGES; i++) sent.push((await say(server, 'open', conv, `${i}`)).msg_id);
  await stopped(server, () => {}, 'SIGKILL');
  const ids = () => new Set(open.got.map((one) => one.json.data.msg_id));
  await soon(() => ids().size >= sent.length, 'all messages');
  assert.deepEqual([...ids()].sort(), sent.sort());
  // What came more than once came under the same id.
  const names = new Map();
  for (const {id, json} of open.got) {
    assert.equal(names.get(json.data.msg_id) ?? id, id);
    names.set(json.data.msg_id, id);
  }
  await stop(open, twin);
}

async function presence({start}) {
  const {server, open, twin} = await begin(start, QUICK, '--events=client.online,client.offline');
  const ws = new WebSocket(`${server.wsOrigin}/im/socket`);
  await new Promise((resolve, reject) => ws.once('open', resolve).once('error', reject));
  ws.send(JSON.stringify({type: 'login', data: {device_id: '1', app_id: 'open',
    client_id: 'ann'}}));
  await has(open, 'client.online');
  const [came] = open.of('client.online');
  assert.ok(came.signed);
  assert.equal(came.json.data.client_id, 'ann');
  assert.equal(came.json.app_id, 'open');
  // The server forgets the client with the socket, but not that webhooks believe that it is there.
  await stopped(server, () => {}, 'SIGKILL');
  await has(open, 'client.offline');
  assert.equal(open.of('client.offline')[0].json.data.client_id, 'ann');
  // What was under way when it was killed may have come twice.
  assert.equal(new Set(open.got.map((one) => one.id)).size, 2);
  assert.deepEqual(twin.got, []);
  await stop(open, twin);
}

async function commands({start}) {
  const server = await start({apps: true});
  await stopped(server, () => {
    const fails = (...words) => {
      assert.throws(() => koine(server, 'webhook', ...words), /koine: /, words.join(' '));
    };
    fails('add', 'nobody', 'https://example.org/');
    fails('add', 'open', 'example.org');
    fails('add', 'open', 'http://name@example.org/');
    fails('add', 'open', 'https://example.org/', '--events=nonsense');
    fails('add', 'open');
    fails('resend', 'open', 'x');
    fails('remove', 'open', '77');
    fails('shout', 'open');
    const one = add(server, 'open', 'https://example.org/a');
    const two = add(server, 'open', 'https://example.org/a');
    assert.notEqual(one.secret, two.secret);
    assert.ok(!koine(server, 'webhook', 'list', 'open').includes(one.secret));
    koine(server, 'delete', 'open');
    fails('list', 'open');
  });
}

export const tests = [
  {name: 'what they hear', body: events},
  {name: 'tenants do not disturb each other', body: tenants},
  {name: 'retries', body: retries},
  {name: 'dead letters', body: deadLetters},
  {name: 'private addresses', on: 'sqlite', body: privateAddresses},
  {name: 'crashes', body: crashes},
  {name: 'who is online', body: presence},
  {name: 'commands', body: commands},
];
