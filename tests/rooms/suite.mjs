// A chat room of App IM with ten thousand clients who are there: everybody hears each message once
// and in order, whoever leaves is counted out, and it is measured how long the last one waits. Runs
// by name alone: `node tests/run.mjs rooms --store sqlite`; KOINE_ROOM_CLIENTS for another size.
import WebSocket from 'ws';
import {PATIENCE} from '../lib/patience.mjs';
import {eachOf, sleep} from '../lib/report.mjs';

const CLIENTS = Number(process.env.KOINE_ROOM_CLIENTS ?? 10_000);
const OPENED_AT_ONCE = 100;
const MESSAGES = 20;
const SHOWN = 100;  // members that a room lists at most
const WAIT_MS = 120_000 * PATIENCE;
const LEAVERS = Math.ceil(CLIENTS / 10);
const FLAGS = ['--limits.expensive_per_s=100000'];

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];

// A client with one socket; keeps when each message came.
class Client {
  constructor(server, app, number) {
    Object.assign(this, {server, app, id: `c${number}`, heard: [], waiters: []});
  }

  send(type, data) { this.socket.send(JSON.stringify({type, data})); }

  next(type) {
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${this.id}: no ${type} came`)), WAIT_MS);
      this.waiters.push({type, resolve: (frame) => { clearTimeout(timer); resolve(frame); }});
    });
  }

  async open(room) {
    this.socket = new WebSocket(`${this.server.wsOrigin}/im/socket`, {perMessageDeflate: false});
    this.socket.on('message', (data) => this.take(JSON.parse(data.toString('utf8'))));
    await new Promise((resolve, reject) => {
      this.socket.once('open', resolve);
      this.socket.once('error', reject);
    });
    const entered = this.next('login.success');
    this.send('login', {device_id: '1', app_id: this.app.id, client_id: this.id});
    await entered;
    const joined = this.next('conv.join.ack');
    this.send('conv.join', {conv_id: room});
    const answer = await joined;
    if (answer.code) throw new Error(`${this.id} did not come in: ${JSON.stringify(answer)}`);
  }

  take(frame) {
    if (frame.type === 'msg.new') this.heard.push({text: frame.data.text, at: performance.now()});
    const at = this.waiters.findIndex((w) => w.type === frame.type);
    if (at >= 0) this.waiters.splice(at, 1)[0].resolve(frame);
  }
}

async function until(what, test) {
  const end = performance.now() + WAIT_MS;
  while (!await test()) {
    if (performance.now() > end) throw new Error(`${what} did not come to pass`);
    await sleep(20);
  }
}

export async function run({report, store, startServer, print}) {
  const suite = `rooms ${store}`;
  const server = await startServer({apps: true, flags: FLAGS});
  const app = server.apps.open;
  const headers = {'app-id': app.id, 'app-key': app.master_key};
  const call = async (method, path, value) => {
    const answer = await server.appim.call(method, path, headers, value);
    if (answer.json?.code !== 0) throw new Error(`${method} ${path} answered ${answer.text}`);
    return answer.json.data;
  };
  const clients = Array.from({length: CLIENTS}, (_, i) => new Client(server, app, i));
  try {
    await call('POST', '/im/users', {client_id: 'server'});
    const {conv_id: room} = await call('POST', '/im/conversations',
        {client_id: 'server', to_client_ids: [], conv_type: 4});
    const path = `/im/conversations/${room}`;
    const count = async () => (await call('GET', `${path}/members/online-count`)).count;

    await report.test(suite, `${CLIENTS} clients come in`, async () => {
      const start = performance.now();
      await eachOf(clients, OPENED_AT_ONCE, (c) => c.open(room));
      await until('their number', async () => await count() === CLIENTS);
      print(`${CLIENTS} clients in the room after ${Math.round(performance.now() - start)} ms`);
      const shown = await call('GET', `${path}/members`);
      if (shown.length !== Math.min(SHOWN, CLIENTS)) throw new Error(`${shown.length} are listed`);
    });

    await report.test(suite, 'everybody hears each message once, in order', async () => {
      const firsts = [];
      const lasts = [];
      for (let i = 0; i < MESSAGES; i++) {
        const start = performance.now();
        await call('POST', `${path}/message`, {from_client: 'server', type: -1, text: `m${i}`});
        await until(`message ${i}`, () => clients.every((c) => c.heard.length > i));
        const times = clients.map((c) => c.heard[i].at - start);
        firsts.push(Math.min(...times));
        lasts.push(Math.max(...times));
      }
      const wanted = Array.from({length: MESSAGES}, (_, i) => `m${i}`).join();
      const wrong = clients.find((c) => c.heard.map((h) => h.text).join() !== wanted);
      if (wrong) throw new Error(`${wrong.id} heard ${wrong.heard.map((h) => h.text)}`);
      print(`a message to ${CLIENTS}: the first hears it after ${median(firsts).toFixed(1)} ms, ` +
          `the last after ${median(lasts).toFixed(0)} ms (median of ${MESSAGES})`);
    });

    await report.test(suite, 'who leaves or goes is counted out and hears nothing', async () => {
      const gone = clients.slice(0, LEAVERS);
      for (const [i, c] of gone.entries()) {
        if (i % 2 === 0) c.socket.terminate();
        else c.send('conv.leave', {conv_id: room});
      }
      await until('their number', async () => await count() === CLIENTS - LEAVERS);
      await call('POST', `${path}/message`, {from_client: 'server', type: -1, text: 'after'});
      const there = clients.slice(LEAVERS);
      await until('the last message', () => there.every((c) => c.heard.length === MESSAGES + 1));
      if (gone.some((c) => c.heard.length > MESSAGES)) throw new Error('one who left heard it');
    });
  } finally {
    for (const c of clients) c.socket?.terminate();
    await server.stop();
  }
}
