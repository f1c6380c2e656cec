// `koine trace` tells what became of a message: 1,000 of them while receivers go and come back, do
// not read and are killed, compared with what each of their sessions saw; and its refusals.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import path from 'node:path';
import WebSocket from 'ws';
import {readKeys} from '../../lib/appim_apps.mjs';
import {traceOf as ask} from '../../lib/operator.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {Receiver} from '../../lib/receiver.mjs';
import {befriend, directChat, group, must, person} from '../../lib/world.mjs';
import {eachOf, sleep, until} from '../../lib/report.mjs';

const MESSAGES = 1000, AT_ONCE = 16;
// So that a reader who waits has more than the system takes for them, 6 MB and what it may send.
const CONTENT = '字'.repeat(3000);
const SEEN = 50;       // by who then takes nothing
const SLOW_MS = 2_500;  // who takes nothing for two seconds is dropped
const RUN_MS = 20_000 * PATIENCE;
const CLOCK_MS = 50 * PATIENCE;  // between the clocks of a test and of a server's threads
// No two messages of a conversation have the same time: many at once run ahead of the clock.
const AHEAD_MS = MESSAGES;

function commandsOf({options: {binary, storeUrl}, dataDir}) {
  const place = ['--data', dataDir, ...(storeUrl ? [`--store.url=${storeUrl}`] : [])];
  return (words) => spawnSync(binary, ['trace', ...words, ...place],
      {encoding: 'utf8', timeout: RUN_MS});
}

// Someone who listens, with what each of their sessions saw of the messages that were sent.
class Listener {
  constructor(server, who) {
    Object.assign(this, {server, who, seen: []});
  }
  async open() {
    const ids = new Set();
    this.seen.push(ids);
    const socket = new WebSocket(`${this.server.wsOrigin}/ws/im?token=${this.who.token}`,
        {perMessageDeflate: false});
    this.socket = socket;
    socket.on('error', () => {});
    this.closed = new Promise((done) => socket.once('close', done));
    await new Promise((done) => socket.on('message', (data) => {
      const frame = JSON.parse(data);
      if (frame.type === 'connected') done();
      if (frame.type === 'new_message' && frame.payload.content === CONTENT) {
        ids.add(frame.payload.id);
      }
    }));
  }
  pause() { this.socket.pause(); }
  resume() { this.socket.resume(); }
  async again() {
    this.socket.close();
    await this.closed;
    await this.open();
  }
  kill() { this.socket._socket.resetAndDestroy(); }
  any(id) { return this.seen.some((ids) => ids.has(id)); }
}

// Which messages each session was handed, and which arrived there, the oldest session first.
function tracedOf(traces, user) {
  const sessions = new Map();
  for (const trace of traces) {
    for (const one of trace.sessions.filter(({user: of}) => of === user)) {
      if (!sessions.has(one.session)) sessions.set(one.session, {all: new Set(), here: new Set()});
      sessions.get(one.session).all.add(trace.message);
      if (one.arrived) sessions.get(one.session).here.add(trace.message);
    }
  }
  return [...sessions.values()];
}

const within = (some, all, what) =>
  assert.deepEqual([...some].filter((one) => !all.has(one)), [], what);

async function faults({start}) {
  const server = await start({flags: ['--trace.memory', '8m']});
  const {http} = server;
  const people = [];
  const names = ['ann', 'bob', 'carl', 'dora', 'eve', 'fay'];
  for (const name of names) people.push(await person(http, name));
  const [ann, bob, carl, dora, eve, fay] = people;  // fay is never online
  for (const one of people.slice(1)) await befriend(http, ann, one);
  const made = await group(http, ann, people.slice(1), 'traced');
  const place = (await must(http, 'GET', '/conversation/list', ann.token))
      .find((one) => one.name === 'traced' || one.id === made).id;
  const [steady, comes, slow, killed] = [bob, carl, dora, eve].map((who) =>
    new Listener(server, who));
  for (const one of [steady, comes, slow, killed]) await one.open();

  const sent = [];
  const stored = new Map();  // by id: what the sender knows of it
  const send = (from, to) => eachOf(Array.from({length: to - from}, (_, i) => from + i), AT_ONCE,
      async (i) => {
        if (i === 100) {
          await until(() => slow.seen[0].size >= SEEN, 'what is sent is read', RUN_MS);
          slow.pause();
        }
        if (i === 300) killed.pause();
        if (i === 310) killed.kill();
        if (i % 200 === 150) comes.turn = comes.again();
        const before = Date.now();
        const id = await must(http, 'POST', '/message/send', ann.token,
            {conversationId: place, type: 'TEXT', content: CONTENT, clientMsgId: `m${i}`});
        sent.push(id);
        stored.set(id, {client: `m${i}`, before, after: Date.now()});
      });
  await send(0, 900);
  await sleep(SLOW_MS);
  await send(900, MESSAGES);
  await comes.turn;
  slow.resume();
  const middle = [...sent].sort((a, b) => a - b)[MESSAGES / 2 - 1];
  await must(http, 'POST', `/message/read/${middle}`, bob.token);
  await until(() => steady.seen[0].size === MESSAGES, 'all messages', RUN_MS);
  await sleep(500);  // whatever is on its way to the others

  const traces = [];
  for (const id of sent) traces.push(await ask(server, id));
  const of = (who) => tracedOf(traces, who.id);
  for (const [i, trace] of traces.entries()) {
    assert.deepEqual([trace.message, trace.conversation, trace.sender, trace.dialect,
      trace.sessions_known], [sent[i], place, ann.id, 'ruoyi', 'all']);
    const states = Object.fromEntries(trace.members.map(({user, state}) => [user, state]));
    assert.deepEqual(states, {[bob.id]: trace.message <= middle ? 'read' : 'unread',
      [carl.id]: 'unread', [dora.id]: 'unread', [eve.id]: 'unread', [fay.id]: 'unread'});
    const {client, before, after} = stored.get(trace.message);
    assert.equal(trace.client_id, client);
    const told = `stored at ${trace.stored_at}, sent from ${before} to ${after}`;
    assert.ok(trace.stored_at >= before - CLOCK_MS, told);
    assert.ok(trace.stored_at <= after + CLOCK_MS + AHEAD_MS, told);
    for (const {queued_at: at} of trace.sessions) {
      assert.ok(at >= trace.stored_at - CLOCK_MS - AHEAD_MS, `${told}, queued at ${at}`);
    }
    const readers = trace.members.filter(({read_at: at}) => at > 0).map(({user}) => user);
    assert.deepEqual(readers, trace.message <= middle ? [bob.id] : []);
    assert.deepEqual([trace.webhooks, trace.edited_at, trace.recalled_at], [[], 0, 0]);
  }
  // Each has a number of its own, in the order of the log and without a gap.
  const numbers = [...traces].sort((a, b) => a.message - b.message).map(({seq}) => seq);
  assert.deepEqual(numbers, numbers.map((_, i) => numbers[0] + i));
  assert.deepEqual(of(fay), []);
  // Who reads has all, and nothing else was said.
  const [one] = of(bob);
  assert.deepEqual([of(bob).length, one.all, one.here], [1, steady.seen[0], steady.seen[0]]);
  const heard = comes.seen.filter((ids) => ids.size > 0);
  assert.ok(heard.length > 2);
  assert.deepEqual(of(carl).map(({all}) => all), heard);
  // Of what came just before a session ended, no acknowledgement may have come: what was on its way
  // then, and what those who send sent before the server read the end.
  for (const [i, {here}] of of(carl).entries()) {
    within(here, heard[i], 'arrived, not seen');
    assert.ok(heard[i].size - here.size <= 2 * AT_ONCE, `${here.size} of ${heard[i].size} arrived`);
  }
  // Who does not read is cut off: what is said to have arrived did, and something did not.
  const [kept] = of(dora);
  within(slow.seen[0], kept.all, 'seen, not delivered');
  within(kept.here, slow.seen[0], 'arrived, not seen');
  assert.ok(kept.here.size >= SEEN && kept.here.size < kept.all.size,
      `${kept.here.size} of ${kept.all.size} arrived`);
  // Who is killed may have taken what nobody saw, as nobody can know.
  const [dead] = of(eve);
  within(killed.seen[0], dead.all, 'seen, not delivered');
  assert.ok(dead.all.size < 400, `${dead.all.size} delivered to a session that was killed`);
}

async function command({start}) {
  const server = await start({});
  const {http} = server;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  await befriend(http, ann, bob);
  const place = await directChat(http, ann, bob);
  const listener = new Listener(server, bob);
  await listener.open();
  const id = await must(http, 'POST', '/message/send', ann.token,
      {conversationId: place, type: 'TEXT', content: CONTENT, clientMsgId: 'first'});
  await until(() => listener.any(id), 'the message', RUN_MS);
  const trace = commandsOf(server);
  const told = JSON.parse(trace([String(id), '--json']).stdout);
  assert.equal(told.sessions.length, 1);
  for (const words of [[`${told.conversation}:${told.seq}`], ['first', '--from', ann.name]]) {
    assert.equal(JSON.parse(trace([...words, '--json']).stdout).message, id);
  }
  const {status, stdout} = trace([String(id)]);
  assert.equal(status, 0);
  assert.match(stdout, /stored and numbered, from user \d+ .*by ruoyi\n/);
  assert.match(stdout, /delivered to user \d+\truoyi platform 5 from 127\.0\.0\.1 .*\tarrived/);
  assert.ok(!stdout.includes(CONTENT.slice(0, 20)));
  for (const [words, says, code] of [
    [[], /usage: koine trace MESSAGE/, 2],
    [['one', 'two'], /usage: koine trace MESSAGE/, 2],
    [['rubbish'], /usage: koine trace MESSAGE/, 2],
    [['999999999'], /there is no message 999999999/, 1],
    [['f'.repeat(32)], /there is no message f{32}/, 1],
    [['1:999'], /there is no message 1:999/, 1],
    [['first', '--from', 'nobody'], /there is no user nobody/, 1],
    [['second', '--from', ann.name], /has sent no message second/, 1],
    [['first', '--from'], /--from needs a value/, 2],
  ]) {
    const refused = trace(words);
    assert.deepEqual([refused.status, refused.stdout], [code, ''], words.join(' '));
    assert.match(refused.stderr, says, words.join(' '));
  }
  await server.signal('SIGTERM');
  const stopped = trace([String(id)]);
  assert.match(stopped.stdout, /not known: no server runs/);
  assert.match(stopped.stdout, /unread\tuser \d+/);
}

// What is older than the start, or than the memory for it, is said to be so.
async function forgets({start}) {
  const server = await start({flags: ['--trace.memory', '0']});
  const ann = await person(server.http, 'ann');
  const bob = await person(server.http, 'bob');
  await befriend(server.http, ann, bob);
  const place = await directChat(server.http, ann, bob);
  const id = await must(server.http, 'POST', '/message/send', ann.token,
      {conversationId: place, type: 'TEXT', content: 'a'});
  assert.equal((await ask(server, id)).sessions_known, 'some');
}

// Each node knows its own sessions, and names the others that were not asked.
async function nodes({start}) {
  const one = await start({flags: ['--cluster.node', 'one']});
  const {storeUrl} = one.options;
  const two = await start({storeUrl, flags: ['--cluster.node', 'two',
    `--secrets.file=${path.join(one.dataDir, 'secrets.toml')}`]});
  const {http} = one;
  const [ann, bob] = [await person(http, 'ann'), await person(http, 'bob')];
  await befriend(http, ann, bob);
  const place = await directChat(http, ann, bob);
  const listener = new Listener(two, bob);
  await listener.open();
  const id = await must(http, 'POST', '/message/send', ann.token,
      {conversationId: place, type: 'TEXT', content: CONTENT});
  await until(() => listener.any(id), 'the message', RUN_MS);
  await until(async () => (await ask(two, id)).sessions[0]?.arrived, 'its arrival', RUN_MS);
  const [here, there] = [await ask(one, id), await ask(two, id)];
  assert.deepEqual([here.asked, here.not_asked, here.sessions], [['one'], ['two'], []]);
  assert.deepEqual([there.asked, there.not_asked], [['two'], ['one']]);
  assert.deepEqual(there.sessions.map(({user, node}) => [user, node]), [[bob.id, 'two']]);
  assert.match(commandsOf(one)([String(id)]).stdout, /not asked, run this there too: two\n/);
  await two.signal('SIGKILL');
  await until(async () => (await ask(one, id)).not_asked.length === 0, 'the node to be gone',
      RUN_MS);
  await until(() => one.stderr.includes('gateway@one: '), 'a line with the node', RUN_MS);
}

// A delivery to a webhook that fails, is given up and is sent again.
async function pushed({start}) {
  const server = await start({apps: true, flags: ['--webhooks.first_pause=100ms',
    '--webhooks.attempts=2', '--webhooks.timeout=700ms']});
  const {binary, storeUrl} = server.options;
  const app = (...words) => {
    const done = spawnSync(binary, ['app', 'webhook', ...words, '--data', server.dataDir,
      ...(storeUrl ? [`--store.url=${storeUrl}`] : [])], {encoding: 'utf8', timeout: RUN_MS});
    assert.equal(done.status, 0, done.stderr);
    return done.stdout;
  };
  const receiver = await Receiver.start('');
  try {
    receiver.answer = () => 500;
    const {webhook, secret} = readKeys(app('add', 'open', receiver.url, '--allow-private',
        '--events=message.sent'));
    receiver.secret = secret;
    const headers = {'app-id': server.apps.open.id, 'app-key': server.apps.open.master_key};
    const call = async (path, value) => {
      const {json, text} = await server.appim.call('POST', path, headers, value);
      assert.equal(json?.code, 0, text);
      return json.data;
    };
    for (const id of ['ann', 'bob']) await call('/im/users', {client_id: id});
    const {conv_id: place} = await call('/im/conversations',
        {client_id: 'ann', to_client_ids: ['bob'], conv_type: 3});
    const {msg_id: message} = await call(`/im/conversations/${place}/message`,
        {from_client: 'ann', type: -1, text: 'given up'});
    const states = async () => (await ask(server, message)).webhooks.map((one) =>
      [String(one.webhook), one.type, one.state]);
    await until(async () => (await states())[0]?.[2] === 'dead', 'the delivery to be given up',
        RUN_MS);
    assert.deepEqual(await states(), [[webhook, 'message.sent', 'dead']]);
    const [given] = (await ask(server, message)).webhooks;
    assert.deepEqual([given.attempts, given.status], [2, 500]);
    receiver.answer = () => 200;
    app('resend', 'open', 'all');
    await until(async () => (await states()).length === 0, 'the delivery to be taken', RUN_MS);
    const trace = await ask(server, message);
    assert.deepEqual([trace.dialect, trace.sender_name !== '', trace.sessions],
        ['appim', true, []]);
  } finally {
    await receiver.stop();
  }
}

export const release = true;
export const tests = [
  {name: 'trace: 1,000 messages, and receivers who go, wait and are killed', body: faults},
  {name: 'trace: the command, and what it refuses', body: command},
  {name: 'trace: nodes without NATS', on: 'postgresql', body: nodes},
  {name: 'trace: webhooks', body: pushed},
  {name: 'trace: what is not kept is not claimed', body: forgets},
];
