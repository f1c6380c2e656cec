// One client takes all it can get, and another must not notice. The addresses are those of this
// machine, 127.0.0.2 and so on; the servers have the limits that they have when nobody sets any.
import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import http from 'node:http';
import net from 'node:net';
import {HttpClient} from '../lib/http.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {eachOf, sleep} from '../lib/report.mjs';
import {directChat, group, must, person, unique} from '../lib/world.mjs';

const FLOOD = '127.0.0.2', SILENT = '127.0.0.3', HONEST = '127.0.0.4', GUESSER = '127.0.0.5';
const LOGIN = '/api/im/auth/login';
const NEW_PASSWORD = 'fixture-Pw-1';
const MB = 1024 * 1024;
// Two cores run the flood, its victim and the server: what is measured may be so much later.
const NOISE_MS = 250 * PATIENCE;

const FLOOD_MS = 20_000, FLOOD_PER_S = 200;
const SIGN_IN_P99_MS = 500 * PATIENCE;
const HONEST_EVERY_MS = 150;
const ALONE = 10, SLOWER = 5;

const READERS = 15, SOCKETS_EACH = 20;
const MESSAGES = 600, MESSAGE_BYTES = 5_000, WARM_MESSAGES = 100;
const SLOW_BYTES_MAX = 64 * MB;
const LOOK_EVERY_MS = 25;
const BACK_WITHIN_MS = 60_000 * PATIENCE;
// What the heap keeps for the next long answer, and pages of the store that the messages filled.
const KEPT_BYTES = 16 * MB;

const SILENT_SOCKETS = 2_000;
const SENDS = 150, FLOODER_WIDTH = 32;

// The nearest rank: the value below which so great a part of the list lies.
function rank(list, part) {
  const sorted = [...list].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(part * sorted.length) - 1)];
}

// A client whose connections come from `address`.
function clientFrom(server, address, dialect = 'ruoyi') {
  const client = new HttpClient(server.origin, dialect);
  client.agent.destroy();
  client.agent = new http.Agent({keepAlive: true, maxSockets: 256, localAddress: address});
  return client;
}

// Resident memory of the process in bytes, without pages of files.
function memoryOf(server) {
  const rollup = readFileSync(`/proc/${server.child.pid}/smaps_rollup`, 'utf8');
  return Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)[1]) * 1024;
}

// What was made, which some answers give as an object.
const idOf = (made) => (typeof made === 'object' ? made.id : made);

async function timed(work) {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

// One address asks for 200 sign-ins a second with invented names; somebody else signs in.
async function signIns({server, print}) {
  const ann = await person(server.http, 'ann');
  const flood = clientFrom(server, FLOOD);
  const honest = clientFrom(server, HONEST);
  const signIn = () => timed(async () => {
    const answer = await honest.call('POST', LOGIN, null,
        {username: ann.name, password: ann.password});
    assert.equal(answer.json?.code, 200, answer.text);
  });
  const alone = [];
  for (let i = 0; i < ALONE; i++) {
    alone.push(await signIn());
    await sleep(HONEST_EVERY_MS);
  }
  const counts = new Map();
  const asked = [];
  const end = performance.now() + FLOOD_MS;
  const ask = async (i) => {
    const status = await flood.call('POST', LOGIN, null,
        {username: `nobody${i}`, password: 'wrong-password'}).then((a) => a.status, () => 'none');
    counts.set(status, (counts.get(status) ?? 0) + 1);
  };
  const flooding = (async () => {
    for (let i = 0; performance.now() < end; i++) {
      asked.push(ask(i));
      await sleep(1000 / FLOOD_PER_S);
    }
  })();
  await sleep(1000);
  const times = [];
  while (performance.now() < end) {
    times.push(await signIn());
    await sleep(HONEST_EVERY_MS);
  }
  await flooding;
  await Promise.all(asked);
  flood.agent.destroy();
  honest.agent.destroy();
  print(`abuse: sign-ins: p99 ${rank(alone, 0.99).toFixed(0)} ms, beside a flood ` +
      `p50 ${rank(times, 0.5).toFixed(0)} ms, p99 ${rank(times, 0.99).toFixed(0)} ms ` +
      `of ${times.length}; the flood got ${JSON.stringify([...counts])}`);
  assert.ok(counts.get(429) > 0, 'what is too much is refused with 429');
  // On a machine that is slow without it, a few times what it takes there.
  const limit = Math.max(SIGN_IN_P99_MS, SLOWER * rank(alone, 0.99));
  assert.ok(rank(times, 0.99) < limit, `p99 ${rank(times, 0.99)} ms, at most ${limit} ms`);
}

// An account is guessed five times, however its name is written.
async function spellings({server}) {
  const email = `victim${unique()}@example.com`;
  const client = clientFrom(server, GUESSER, 'imchat');
  const made = await client.call('POST', '/register', null,
      {username: `victim_${unique()}`, password: NEW_PASSWORD, email});
  assert.equal(made.json?.code, 200, made.text);
  const codes = [];
  for (let i = 0; i < 10; i++) {
    const answer = await client.call('POST', '/login', null,
        {username: email.slice(0, i).toUpperCase() + email.slice(i), password: `wrong-${i}`});
    codes.push(answer.json?.code);
  }
  client.agent.destroy();
  assert.deepEqual(codes, [1002, 1002, 1002, 1002, 1002, 400, 400, 400, 400, 400]);
}

// A socket of RuoYi-IM that is signed in and never reads.
function deafSocket(server, token) {
  return new Promise((resolve, reject) => {
    const [host, port] = server.addresses.main.split(':');
    const socket = net.connect({host, port: Number(port)});
    socket.once('error', reject);
    socket.once('connect', () => {
      socket.write(`GET /ws/im?token=${token} HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\n` +
          'Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n' +
          'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n');
    });
    socket.once('data', (data) => {
      socket.pause();
      socket.on('error', () => {});
      if (`${data}`.startsWith('HTTP/1.1 101')) resolve(socket);
      else reject(new Error(`${data}`.slice(0, 200)));
    });
  });
}

// Three hundred sockets that never read, in a group that is written to.
async function deafReaders({start, print}) {
  const server = await start({flags: ['--limits.messages_per_s=0', '--store.cache=1m']});
  const ann = await person(server.http, 'ann');
  const readers = [];
  for (let i = 0; i < READERS; i++) readers.push(await person(server.http, `r${i}`));
  const conversationId = idOf(await group(server.http, ann, readers, 'deaf'));
  const say = (i) => must(server.http, 'POST', '/message/send', ann.token, {conversationId,
    type: 'TEXT', content: `${i} ${'x'.repeat(MESSAGE_BYTES)}`.slice(0, MESSAGE_BYTES)});
  for (let i = 0; i < WARM_MESSAGES; i++) await say(i);
  await sleep(1000);
  const before = memoryOf(server);
  const sockets = [];
  for (const reader of readers) {
    for (let i = 0; i < SOCKETS_EACH; i++) sockets.push(await deafSocket(server, reader.token));
  }
  let most = memoryOf(server);
  const look = setInterval(() => { most = Math.max(most, memoryOf(server)); }, LOOK_EVERY_MS);
  await eachOf(Array.from({length: MESSAGES}, (_, i) => i), 8, say);
  const held = memoryOf(server);
  clearInterval(look);
  for (const socket of sockets) socket.destroy();
  const end = performance.now() + BACK_WITHIN_MS;
  const enough = before * 1.1 + KEPT_BYTES;
  while (memoryOf(server) > enough && performance.now() < end) await sleep(500);
  const after = memoryOf(server);
  print(`abuse: ${sockets.length} sockets that never read: ${(before / MB).toFixed(1)} MB, ` +
      `${(held / MB).toFixed(1)} MB with them (at most ${(most / MB).toFixed(1)} MB), ` +
      `then ${(after / MB).toFixed(1)} MB`);
  assert.ok(held - before < SLOW_BYTES_MAX, `they cost ${(held - before) / MB} MB`);
  assert.ok(most - before < SLOW_BYTES_MAX, `they cost ${(most - before) / MB} MB for a moment`);
  assert.ok(after <= enough, `${after / MB} MB are left of ${before / MB} MB`);
}

// One address opens connections and says nothing.
async function silentConnections({server}) {
  const [host, port] = server.addresses.main.split(':');
  const sockets = [];
  let refused = 0;
  await eachOf(Array.from({length: SILENT_SOCKETS}), 100, () => new Promise((resolve) => {
    const socket = net.connect({host, port: Number(port), localAddress: SILENT});
    sockets.push(socket);
    socket.once('connect', resolve);
    socket.once('error', resolve);
    socket.once('close', () => { refused += 1; });
    socket.resume();
  }));
  const end = performance.now() + 5_000 * PATIENCE;
  while (refused < SILENT_SOCKETS / 2 && performance.now() < end) await sleep(50);
  assert.equal(refused, SILENT_SOCKETS / 2, 'half of them are refused');
  const honest = clientFrom(server, HONEST);
  const ms = await timed(async () => {
    assert.equal((await honest.request('GET', '/healthz')).status, 200);
  });
  assert.ok(ms < 1000 * PATIENCE, `somebody else waited ${ms} ms`);
  for (const socket of sockets) socket.destroy();
  honest.agent.destroy();
  const lines = server.stderr.split('\n').filter((l) => l.includes(`${SILENT} has`));
  assert.equal(lines.length, 1, `the log names it once:\n${lines.join('\n')}`);
  assert.match(await server.metrics(), /^koine_connections_refused_total 1000$/m);
}

// One user sends all they can; another writes as before.
async function flooder({server, print}) {
  const [ann, bob, mad, ted] = [await person(server.http, 'ann'), await person(server.http, 'bob'),
    await person(server.http, 'mad'), await person(server.http, 'ted')];
  const quietChat = idOf(await directChat(server.http, ann, bob));
  const loudChat = idOf(await directChat(server.http, mad, ted));
  const honest = clientFrom(server, HONEST);
  const write = async () => {
    const times = [];
    for (let i = 0; i < SENDS; i++) {
      times.push(await timed(() => must(honest, 'POST', '/message/send', ann.token,
          {conversationId: quietChat, type: 'TEXT', content: `${i}`})));
      await sleep(30);
    }
    return times;
  };
  const quiet = rank(await write(), 0.99);
  const loud = clientFrom(server, FLOOD);
  const counts = new Map();
  let running = true;
  const flood = Promise.all(Array.from({length: FLOODER_WIDTH}, async () => {
    while (running) {
      const {status} = await loud.call('POST', '/api/im/message/send', mad.token,
          {conversationId: loudChat, type: 'TEXT', content: 'x'.repeat(1000)});
      counts.set(status, (counts.get(status) ?? 0) + 1);
      await sleep(20);
    }
  }));
  const beside = rank(await write(), 0.99);
  running = false;
  await flood;
  loud.agent.destroy();
  honest.agent.destroy();
  print(`abuse: a message: p99 ${quiet.toFixed(1)} ms, beside a flood ${beside.toFixed(1)} ms; ` +
      `the flood got ${JSON.stringify([...counts])}`);
  assert.ok(counts.get(429) > 0, 'what is too much is refused');
  assert.ok(beside < 2 * quiet + NOISE_MS, `p99 ${beside} ms, quiet ${quiet} ms`);
}

// Behind a proxy clients have their own addresses, and others cannot write such for themselves.
async function proxies({start}) {
  const server = await start({flags: ['--http.trusted_proxies=127.0.0.1']});
  const ann = await person(server.http, 'ann');
  const signIn = async (client, from, password) => (await client.request('POST', LOGIN, {
    headers: {'Content-Type': 'application/json', 'X-Forwarded-For': from},
    body: JSON.stringify({username: ann.name, password})})).json?.code;
  assert.equal(await signIn(server.http, '192.0.2.7', ann.password), 200);
  const answers = [];
  for (let i = 0; i < 7; i++) {
    answers.push(await signIn(server.http, `9.9.9.${i}, 192.0.2.66`, `wrong-${i}`));
  }
  assert.ok(answers.every((code) => code !== 200));
  assert.notEqual(await signIn(server.http, '192.0.2.66', ann.password), 200,
      'the address that guessed is locked, whatever stands before it');
  assert.equal(await signIn(server.http, '192.0.2.7', ann.password), 200, 'others are not');
  const direct = clientFrom(server, FLOOD);
  const forged = [];
  for (let i = 0; i < 60; i++) forged.push(signIn(direct, `192.0.2.${i}`, 'wrong-password'));
  assert.ok((await Promise.all(forged)).includes(429), 'a forged header is no address');
  direct.agent.destroy();
}

// A day's groups, and an hour's accounts of one address.
async function counted({start}) {
  const server = await start({flags: ['--limits.groups_per_day=3', '--limits.contacts_per_day=2',
    '--limits.joins_per_day=1', '--limits.registrations_per_h=6']});
  const people = [];
  for (const who of ['ann', 'bob', 'cat', 'dan']) people.push(await person(server.http, who));
  const [ann, ...others] = people;
  const make = () => server.http.call('POST', '/api/im/group/create', ann.token,
      {name: 'g', memberIds: []});
  const ask = (whom) => server.http.call('POST', '/api/im/contact/request/send', ann.token,
      {targetUserId: whom.id});
  for (let i = 0; i < 3; i++) assert.equal((await make()).json.code, 200);
  assert.equal((await make()).json.code, 429);
  assert.equal((await ask(others[0])).json.code, 200);
  assert.equal((await ask(others[1])).json.code, 200);
  assert.equal((await ask(others[2])).json.code, 429);
  const join = (id) => server.http.call('POST', `/api/im/group/${id}/join`, others[0].token, {});
  for (const [i, code] of [200, 429].entries()) {
    const {json} = await server.http.call('POST', '/api/im/group/create', others[1].token,
        {name: `open ${i}`, type: 'PUBLIC', memberIds: []});
    assert.equal((await join(json.data)).json.code, code);
  }
  const register = (i) => server.http.call('POST', '/api/im/auth/register', null,
      {username: `more_${i}_user`, password: NEW_PASSWORD, nickname: `more ${i}`});
  assert.equal((await register(1)).json.code, 200);
  assert.equal((await register(2)).json.code, 200);
  assert.equal((await register(3)).json.code, 429);
}

const TESTS = [
  {name: 'a flood of sign-ins from one address delays nobody else', body: signIns},
  {name: 'an account is guessed five times, however its name is written', body: spellings},
  {name: 'silent connections of one address leave room, and are named once',
    body: silentConnections},
  {name: 'a flood of messages delays nobody else', body: flooder},
  {name: 'sockets that never read cost little, and nothing afterwards', body: deafReaders},
  {name: 'clients behind a proxy have addresses of their own', body: proxies},
  {name: 'groups, requests and accounts are counted', body: counted},
];

export async function run({report, store, startServer, print, only}) {
  const suite = `abuse ${store}`;
  const servers = [];
  const start = async (options) => {
    servers.push(await startServer({limits: true, ...options}));
    return servers.at(-1);
  };
  try {
    const server = await start();
    for (const {name, body} of TESTS) {
      if (!name.includes(only)) continue;
      await report.test(suite, name, () => body({server, start, print}));
    }
  } finally {
    await Promise.all(servers.map((s) => s.stop()));
  }
}
