// The WebSocket of IM Chat: who opens no socket, and what its frames are refused for.
import {once} from 'node:events';
import WebSocket from 'ws';
import {PATIENCE} from '../lib/patience.mjs';
import {IMCHAT_CALLERS, IMCHAT_OBJECTS, imchatCode, imchatOutcomes} from './imchat_expect.mjs';
import {aboutCall, imchatFields, renewCalls} from './imchat.mjs';

const OPENED = 101;
const FORBIDDEN = 403;
const UNAUTHORIZED = 401;
const ANSWER_MS = 6000 * PATIENCE;

// A socket with what came on it; or the status with which it was refused.
async function open(server, token) {
  const query = token ? `?accessToken=${encodeURIComponent(token)}` : '';
  const socket = new WebSocket(`${server.wsOrigin}/ws${query}`);
  const frames = [];
  socket.on('message', (data) => {
    frames.push(JSON.parse(data));
    socket.emit('heard');
  });
  const status = await new Promise((resolve, reject) => {
    socket.once('open', () => resolve(OPENED));
    socket.once('unexpected-response', (_, response) => resolve(response.statusCode));
    socket.once('error', reject);
  });
  return {socket, frames, status};
}

async function next({socket, frames}, fits) {
  const signal = AbortSignal.timeout(ANSWER_MS);
  for (;;) {
    const at = frames.findIndex(fits);
    if (at >= 0) return frames.splice(at, 1)[0];
    await once(socket, 'heard', {signal});
  }
}

function statusFor(caller) {
  if (caller === 'ruoyi') return UNAUTHORIZED;
  if (caller === 'banned') return FORBIDDEN;
  const code = imchatCode({auth: 'user', method: 'GET', path: '/user/self', about: 'caller'},
      caller, 'mine');
  return code === UNAUTHORIZED ? UNAUTHORIZED : OPENED;
}

async function checkFrame(server, row, world, {caller, object, code}) {
  const opened = await open(server, world.tokens[caller]);
  try {
    await next(opened, (f) => f.data?.event === 'CONNECTED');
    opened.socket.send(JSON.stringify({type: row.path, data: imchatFields(row, world, object)}));
    const answer = await next(opened, (f) => f.type === row.path && f.data?.ack === true);
    if (answer.code !== code) {
      throw new Error(`wanted code ${code}, got ${JSON.stringify(answer)}`);
    }
  } finally {
    opened.socket.terminate();
  }
}

export async function checkImchatFrames(server, all, world, {report, suite, only}) {
  const test = async (title, body) => {
    if (`FRAME ${title}`.includes(only)) await report.test(suite, `FRAME ${title}`, body);
  };
  for (const caller of IMCHAT_CALLERS) {
    await test(`imchat socket ${caller}`, async () => {
      const {socket, status} = await open(server, world.tokens[caller]);
      socket.terminate();
      const wanted = statusFor(caller);
      if (status !== wanted) throw new Error(`wanted ${wanted}, got ${status}`);
    });
  }
  for (const row of all.filter((r) => r.method === 'FRAME' && r.dialect === 'imchat')) {
    const known = imchatOutcomes(row);
    await test(`imchat ${row.path} is expected`, async () => {
      if (!known) throw new Error('imchat_expect.mjs must know the row');
    });
    if (known && aboutCall(row)) await renewCalls(server, row, world);
    const callers = known ? ['foreign', 'left', 'member', 'me'] : [];
    for (const caller of callers) {
      for (const object of IMCHAT_OBJECTS) {
        const code = imchatCode(row, caller, object);
        if (code === null) continue;
        await test(`imchat ${row.path} ${caller}/${object}`,
            () => checkFrame(server, row, world, {caller, object, code}));
      }
    }
  }
}
