// The rows of frames: a signed-in user sends each frame about their own, a missing and a foreign
// object.
import WebSocket from 'ws';
import {PATIENCE} from '../lib/patience.mjs';
import {objectKind} from './expect.mjs';
import {fillExample} from './world.mjs';

const ANSWER_MS = 3000 * PATIENCE;
const QUIET_MS = 400;

// Connects and answers {send(frame), next(types, ms), close()}.
export async function connect(server, token) {
  const socket = new WebSocket(`${server.wsOrigin}/ws/im?token=${token}`);
  const frames = [];
  let wake = () => {};
  socket.on('message', (data) => {
    frames.push(JSON.parse(data));
    wake();
  });
  const next = async (types, ms) => {
    const end = performance.now() + ms;
    for (;;) {
      const at = frames.findIndex((f) => types.includes(f.type));
      if (at >= 0) return frames.splice(at, 1)[0];
      const rest = end - performance.now();
      if (rest <= 0) return null;
      await new Promise((resolve) => {
        const timer = setTimeout(resolve, rest);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  if (!await next(['connected'], ANSWER_MS)) throw new Error('no connected frame');
  return {next, send: (f) => socket.send(JSON.stringify(f)), close: () => socket.terminate()};
}

// Which combinations the door of a frame must let through.
const CASES = [
  {token: 'me', object: 'mine', allowed: true},
  {token: 'me', object: 'missing', allowed: false},
  {token: 'me', object: 'foreign', allowed: false},
  {token: 'foreign', object: 'mine', allowed: false},
  {token: 'removed', object: 'left', allowed: false},
];

// Of calls: that of the world is over for hours.
const ENDED = new Set(['webrtc_signal', 'call']);

async function checkFrame(server, row, world, {token, object, allowed}) {
  const socket = await connect(server, world.tokens[token]);
  try {
    const payload = fillExample(row.example, world, objectKind(row), object);
    socket.send({type: row.path, payload});
    const refusals = ['message_error', 'error'];
    const acks = ['message_ack'];
    const silent = allowed && row.path !== 'message';
    const frame = await socket.next([...refusals, ...acks], silent ? QUIET_MS : ANSWER_MS);
    const refused = frame !== null && refusals.includes(frame.type);
    if (!allowed && !refused) throw new Error(`let through: ${JSON.stringify(frame)}`);
    if (allowed && refused) throw new Error(`refused: ${JSON.stringify(frame)}`);
    if (allowed && !silent && !frame) throw new Error('no answer');
  } finally {
    socket.close();
  }
}

export async function checkFrames(server, rows, world, {report, suite, only}) {
  for (const row of rows.filter((r) => r.method === 'FRAME' && r.dialect === 'ruoyi')) {
    for (const c of CASES) {
      if (c.object !== 'mine' && !objectKind(row)) continue;
      if (!objectKind(row) && c.token !== 'me') continue;
      if (ENDED.has(row.path) && c.allowed) continue;
      const name = `FRAME ${row.path} ${c.token}/${c.object}`;
      if (!name.includes(only)) continue;
      await report.test(suite, name, () => checkFrame(server, row, world, c));
    }
  }
}
