// How sessions end that nobody ends: one too many of a user, and one that is silent (ruoyi 22.1).
import assert from 'node:assert/strict';
import WebSocket from 'ws';
import {PATIENCE} from '../../../lib/patience.mjs';
import {person} from '../../../lib/world.mjs';

const WAIT_MS = 5000 * PATIENCE;
const SILENT_MS = 90_000;

// Gives `promise`, or fails when it takes too long.
function inTime(promise, what) {
  let timer;
  const late = new Promise((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${what} did not come`)), WAIT_MS);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}

// A signed-in socket: {frames, closed, ping()}; `closed` gives {code, reason} once it is.
async function connect(server, who) {
  const socket = new WebSocket(`${server.wsOrigin}/ws/im?token=${who.token}`);
  const frames = [];
  const waiting = [];
  socket.on('message', (data) => {
    const frame = JSON.parse(data);
    frames.push(frame);
    waiting.splice(0).forEach((look) => look(frame));
  });
  const closed = new Promise((resolve) => {
    socket.on('close', (code, reason) => resolve({code, reason: String(reason)}));
  });
  const next = (type) => inTime(new Promise((resolve) => {
    const look = (frame) => (frame.type === type ? resolve(frame) : waiting.push(look));
    waiting.push(look);
  }), `a ${type}`);
  const connected = next('connected');
  connected.catch(() => {});
  socket.on('error', () => {});
  await connected;
  const ping = () => {
    const pong = next('pong');
    socket.send('{"type":"ping"}');
    return pong;
  };
  return {frames, closed, ping, close: () => socket.terminate()};
}

async function oneSessionEach({start}) {
  const server = await start({flags: ['--limits.sessions_per_user=1']});
  const ann = await person(server.http, 'ann');
  const bob = await person(server.http, 'bob');
  const old = await connect(server, ann);
  const other = await connect(server, bob);
  const young = await connect(server, ann);
  assert.deepEqual(await inTime(old.closed, 'the close'), {code: 1000, reason: '新连接建立'});
  assert.deepEqual(old.frames.at(-1), {type: 'disconnect', message: '新连接建立'});
  // Neither the new one nor another user's notices.
  await young.ping();
  await other.ping();
  const status = await server.http.call('GET', `/api/im/user/online/status?userId=${ann.id}`,
      bob.token);
  assert.equal(status.json.data.online, true);
  young.close();
  other.close();
}

async function silent({start}) {
  const server = await start({testClock: true});
  const pass = (ms) => server.advanceClock(0, ms);
  const ann = await person(server.http, 'ann');
  const talker = await connect(server, ann);
  const mute = await connect(server, ann);
  await pass(SILENT_MS - 20_000);
  await talker.ping();
  await pass(25_000);
  assert.deepEqual(await inTime(mute.closed, 'the close'), {code: 1001, reason: 'idle'});
  await talker.ping();
  await pass(SILENT_MS - 20_000);
  await talker.ping();
  await pass(SILENT_MS + 5000);
  assert.equal((await inTime(talker.closed, 'the close')).code, 1001);
}

export const on = 'sqlite';
export const tests = [
  {name: 'where one session is allowed, the older one gives way', body: oneSessionEach},
  {name: 'a session without a frame for 90 s is closed', body: silent},
];
