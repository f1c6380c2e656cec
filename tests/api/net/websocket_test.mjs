// WebSocket frames that break RFC 6455, and frames that are unusual but right.
import assert from 'node:assert/strict';
import {RawSocket, RawWebSocket, handshake, wsFrame} from '../../lib/raw.mjs';
import {person} from '../../lib/world.mjs';

const PING = '{"type":"ping"}';

async function signedIn(server) {
  const ann = await person(server.http, 'ann');
  const ws = await RawWebSocket.open(server.addresses.main, `/ws/im?token=${ann.token}`);
  assert.ok(await ws.json('connected'), 'no connected frame');
  return ws;
}

const closing = (code) => {
  const body = Buffer.alloc(2);
  body.writeUInt16BE(code);
  return body;
};

// name → bytes that must end the socket with 1002
const VIOLATIONS = {
  'a frame without mask': [wsFrame(PING, {mask: false})],
  'an unknown opcode': [wsFrame('x', {opcode: 3})],
  'an unknown control opcode': [wsFrame('x', {opcode: 11})],
  'a reserved bit': [wsFrame(PING, {rsv: 4})],
  'a ping in pieces': [wsFrame('x', {opcode: 9, fin: false})],
  'a ping of 126 bytes': [wsFrame('x'.repeat(126), {opcode: 9})],
  'a continuation of nothing': [wsFrame('x', {opcode: 0})],
  'a message within a message': [wsFrame('{"type":', {fin: false}), wsFrame(PING)],
  'a close of one byte': [wsFrame('x', {opcode: 8})],
  'a close with a code that nobody may send': [wsFrame(closing(1005), {opcode: 8})],
};

const violations = Object.entries(VIOLATIONS).map(([name, frames]) => ({
  name: `closed with 1002: ${name}`,
  async body({server}) {
    const ws = await signedIn(server);
    frames.forEach((f) => ws.raw.write(f));
    assert.equal(await ws.closeCode(), 1002);
    assert.ok(await ws.raw.closes(), 'the TCP connection stays open');
  },
}));

async function answersPing(ws, write) {
  await write(ws);
  assert.ok(await ws.json('pong'), `no pong; close ${await ws.closeCode(1)}`);
  ws.raw.destroy();
}

export const tests = [
  ...violations,
  {
    name: 'a frame in pieces with a ping between is a frame',
    async body({server}) {
      await answersPing(await signedIn(server), (ws) => {
        ws.send('{"ty', {fin: false});
        ws.send('mid', {opcode: 9});
        ws.send('pe":"p', {opcode: 0, fin: false});
        ws.send('', {opcode: 0, fin: false});
        ws.send('ing"}', {opcode: 0});
      });
    },
  },
  {
    name: 'a character cut by the border of two pieces is a character',
    async body({server}) {
      const bytes = Buffer.from('{"type":"ping","x":"好"}');
      const cut = bytes.indexOf(0xe5) + 1;
      await answersPing(await signedIn(server), (ws) => {
        ws.send(bytes.subarray(0, cut), {fin: false});
        ws.send(bytes.subarray(cut), {opcode: 0});
      });
    },
  },
  {
    name: 'a frame that comes byte by byte is a frame',
    async body({server}) {
      await answersPing(await signedIn(server), async (ws) => {
        ws.raw.socket.setNoDelay(true);
        for (const byte of wsFrame(PING)) {
          ws.raw.write(Buffer.from([byte]));
          await new Promise((resolve) => { setImmediate(resolve); });
        }
      });
    },
  },
  {
    name: 'the first frame may come with the handshake',
    async body({server}) {
      const ann = await person(server.http, 'ann');
      const raw = await RawSocket.connect(server.addresses.main);
      const first = Buffer.from(handshake(`/ws/im?token=${ann.token}`));
      raw.write(Buffer.concat([first, wsFrame(PING)]));
      assert.ok(await raw.until((b) => b.includes('"pong"')), 'no pong');
      raw.destroy();
    },
  },
  {
    name: 'bad UTF-8 closes with 1007',
    async body({server}) {
      const ws = await signedIn(server);
      ws.send(Buffer.from([0x22, 0xff, 0x22]));
      assert.equal(await ws.closeCode(), 1007);
    },
  },
  {
    name: 'a length beyond 2^63 is refused at once',
    async body({server}) {
      const ws = await signedIn(server);
      ws.raw.write(Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff,
        0, 0, 0, 0]));
      assert.ok([1002, 1009].includes(await ws.closeCode()), `close ${await ws.closeCode(1)}`);
    },
  },
  {
    name: 'a close is answered with its code',
    async body({server}) {
      const ws = await signedIn(server);
      ws.send(closing(1000), {opcode: 8});
      assert.equal(await ws.closeCode(), 1000);
      assert.ok(await ws.raw.closes(), 'the TCP connection stays open');
    },
  },
  ...[['another version', {'Sec-WebSocket-Version': '8'}, [400, 426]],
    ['no key', {'Sec-WebSocket-Key': null}, [400]],
    ['a short key', {'Sec-WebSocket-Key': 'abc'}, [400]]].map(([name, change, wanted]) => ({
    name: `handshake refused: ${name}`,
    async body({server}) {
      const raw = await RawSocket.connect(server.addresses.main);
      raw.write(handshake('/ws/im?token=x', change));
      assert.ok(wanted.includes(await raw.status()), `the answer is ${await raw.status(1)}`);
      raw.destroy();
    },
  })),
];
