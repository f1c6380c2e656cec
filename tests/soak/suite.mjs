// The soak: people sign in and out, open and cut sockets, write, read, recall, search, join and
// leave groups, for minutes. The memory of the server must not grow once it is warm.
import {readFileSync} from 'node:fs';
import WebSocket from 'ws';
import {eachOf, sleep} from '../lib/report.mjs';
import {befriend, directChat, group, login, must, person} from '../lib/world.mjs';

const PEOPLE = 40;
const GROUPS = 6;
const SIGN_UPS_AT_ONCE = 6;
const ACTORS = 12;
// So that the readers, one process of Node, keep up: frames that nobody takes would be memory too.
const PAUSE_MS = 60;
const SAMPLE_MS = 5000;
// The least of each minute is compared: what is held when nothing is under way. Hashing a password
// takes 19 MiB for a moment, on a slow machine in most of the samples.
const WINDOW = 12;
const GROWTH_MAX = 0.05;
// By then all is full that is kept for a time: checked tokens for two minutes, then swept.
const WARM_MINUTES = 3;
// Memory that is meant to fill is kept small, so that it is full when the server is warm: pages of
// a database that grows, and what waits for a reader.
const FLAGS = ['--store.cache=1m', '--limits.outbox=64k'];

// Resident memory of a process in bytes, without pages of files.
function anonymousBytes(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8');
  return Number(/^Anonymous:\s+(\d+) kB/m.exec(rollup)[1]) * 1024;
}

const pick = (list) => list[Math.floor(Math.random() * list.length)];
const words = ['明天', '三点', '开会', '报表', 'hello', 'world', '项目', '进度', '午饭', 'ok'];
const wordsMax = 8;
const line = () => Array.from({length: 1 + Math.floor(Math.random() * wordsMax)},
    () => pick(words)).join(' ');

// One thing that somebody does. Refusals are answers too; only a broken server is a failure.
class Actor {
  constructor(world, counts) {
    Object.assign(this, {world, counts, sockets: []});
  }

  async call(method, path, token, value) {
    const answer = await this.world.http.call(method, `/api/im${path}`, token, value);
    if (answer.status >= 500 && answer.status !== 503) {
      throw new Error(`${method} ${path}: ${answer.status} ${answer.text.slice(0, 300)}`);
    }
    return answer.json;
  }

  open(who) {
    return new Promise((resolve, reject) => {
      const socket = new WebSocket(
          `${this.world.http.origin.replace('http', 'ws')}/ws/im?token=${who.token}`);
      socket.once('open', () => resolve(socket));
      socket.once('error', reject);
      socket.on('message', () => { this.counts.frames += 1; });
    });
  }

  async act() {
    const {people, groups} = this.world;
    const who = pick(people);
    const conversation = Math.random() < 0.5 ? who.direct : pick(groups).id;
    const acts = {
      message: async () => {
        const sent = await this.call('POST', '/message/send', who.token,
            {conversationId: conversation, type: 'TEXT', content: line()});
        if (sent?.code === 200 && Math.random() < 0.2) {
          await this.call('DELETE', `/message/${sent.data}/recall`, who.token);
          this.counts.recall += 1;
        }
      },
      read: () => this.call('PUT', `/conversation/${conversation}/markAsRead`, who.token),
      list: () => this.call('GET', '/conversation/list', who.token),
      page: () => this.call('GET', `/message/list/${conversation}?limit=50`, who.token),
      search: () => this.call('GET', `/message/search?keyword=${encodeURIComponent(pick(words))}`,
          who.token),
      signIn: async () => {
        const old = who.token;
        who.token = (await login(this.world.http, who.name)).token;
        await this.call('POST', '/auth/logout', old);
      },
      socket: async () => {
        if (this.sockets.length > 10) {
          const socket = this.sockets.shift();
          if (Math.random() < 0.5) socket.close(); else socket.terminate();
        }
        const socket = await this.open(who).catch(() => null);
        if (!socket) return;
        socket.send(JSON.stringify({type: 'message',
          payload: {conversationId: conversation, type: 'TEXT', content: line()}}));
        this.sockets.push(socket);
      },
      group: async () => {
        const {id, owner} = pick(groups);
        if (who === owner) return;
        await this.call('POST', `/group/${id}/quit`, who.token);
        await this.call('POST', `/group/${id}/members`, owner.token, {userIds: [who.id]});
      },
    };
    const weighted = ['message', 'message', 'message', 'message', 'read', 'read', 'list', 'page',
      'search', 'socket', 'socket', 'group', ...(Math.random() < 0.3 ? ['signIn'] : [])];
    const name = pick(weighted);
    await acts[name]();
    this.counts[name] = (this.counts[name] ?? 0) + 1;
  }

  end() {
    for (const socket of this.sockets) socket.terminate();
  }
}

async function makeWorld(http) {
  const people = [];
  await eachOf(Array.from({length: PEOPLE}), SIGN_UPS_AT_ONCE, async (_, i) => {
    people[i] = await person(http, `soak${i}`);
  });
  await eachOf(people, SIGN_UPS_AT_ONCE, async (p, i) => {
    const peer = people[(i + 1) % PEOPLE];
    if (i % 2) await befriend(http, p, peer);
    p.direct = await directChat(http, p, peer);
  });
  const groups = [];
  for (let g = 0; g < GROUPS; g++) {
    const owner = people[g];
    const id = await group(http, owner, people.filter((p) => p !== owner), `Soak ${g}`);
    groups.push({id, owner});
  }
  return {http, people, groups};
}

const least = (values) => Math.min(...values);
const megabytes = (bytes) => (bytes / 1024 / 1024).toFixed(2);

async function soak(server, minutes, print) {
  const {http} = server;
  const world = await makeWorld(http);
  const counts = {frames: 0, recall: 0};
  const actors = Array.from({length: ACTORS}, () => new Actor(world, counts));
  const end = performance.now() + minutes * 60_000;
  const samples = [];
  let failure = null;
  const work = actors.map(async (actor) => {
    try {
      while (performance.now() < end && !failure) {
        await actor.act();
        await sleep(PAUSE_MS);
      }
    } catch (e) {
      failure = e;
    }
  });
  const begun = performance.now();
  while (performance.now() < end && !failure) {
    await sleep(SAMPLE_MS);
    if (!server.alive) throw new Error(`the server ended:\n${server.stderr.slice(-4000)}`);
    samples.push({minute: (performance.now() - begun) / 60_000,
      bytes: anonymousBytes(server.child.pid)});
    const last = samples.at(-1);
    if (samples.length % WINDOW === 0) {
      print(`  minute ${last.minute.toFixed(1)}: ${megabytes(last.bytes)} MB`);
    }
  }
  await Promise.all(work);
  for (const actor of actors) actor.end();
  if (failure) throw failure;
  print(`  ${Object.entries(counts).map(([name, n]) => `${name} ${n}`).join(', ')}`);
  return samples;
}

export async function run({report, store, startServer, minutes, print}) {
  const suite = `soak ${store}`;
  const server = await startServer({flags: FLAGS});
  try {
    await report.test(suite, `memory stays flat for ${minutes} minutes`, async () => {
      const samples = await soak(server, minutes, print);
      // Short runs warm up for half of their time.
      const warm = Math.min(WARM_MINUTES, minutes / 2);
      const after = samples.filter((s) => s.minute >= warm).map((s) => s.bytes);
      const window = Math.max(1, Math.min(WINDOW, Math.floor(after.length / 2)));
      const first = least(after.slice(0, window));
      const last = least(after.slice(-window));
      const growth = last / first - 1;
      print(`soak ${store}: ${megabytes(first)} MB after ${warm} minutes, ${megabytes(last)} MB ` +
          `at the end: ${(growth * 100).toFixed(1)} %`);
      if (minutes > WARM_MINUTES && growth > GROWTH_MAX) {
        throw new Error(`memory grew by ${(growth * 100).toFixed(1)} %`);
      }
      if (!after.length) throw new Error('no samples');
    });
    await must(server.http, 'POST', '/auth/logout', (await person(server.http, 'last')).token);
  } finally {
    await server.stop();
  }
}
