// The WebSocket codec as RFC 6455 states it, case by case: framing, pings, reserved bits and
// opcodes, pieces, UTF-8, closing, limits, the handshake. What echoes here is the application's
// own ping: a text that came through whole is answered with a pong of the application.
import assert from 'node:assert/strict';
import {createHash} from 'node:crypto';
import {RawSocket, RawWebSocket, handshake, wsFrame} from '../../lib/raw.mjs';
import {person} from '../../lib/world.mjs';

const PING = 9;
const PONG = 10;
const CLOSE = 8;
const QUIET_MS = 200;
// The largest frame of this dialect.
const FRAME_MAX = 65_536;
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';

let ann;
async function open(server) {
  if (ann?.server !== server) ann = {server, ...await person(server.http, 'ann')};
  const ws = await RawWebSocket.open(server.addresses.main, `/ws/im?token=${ann.token}`);
  assert.ok(await ws.json('connected'), 'no connected frame');
  return ws;
}

// A ping of the application, `size` bytes long with its filling.
function words(size = 15, filling = 'x') {
  const bare = '{"type":"ping"}';
  if (size <= bare.length) return Buffer.from(bare);
  const rest = size - Buffer.byteLength('{"type":"ping","x":""}');
  const unit = Buffer.byteLength(filling);
  return Buffer.from(`{"type":"ping","x":"${filling.repeat(Math.floor(rest / unit))}${
    'y'.repeat(rest % unit)}"}`);
}

const control = (ws, opcode) => ws.frames().filter((f) => f.opcode === opcode);

function closeBody(code, reason = '') {
  const head = Buffer.alloc(2);
  head.writeUInt16BE(code);
  return Buffer.concat([head, Buffer.from(reason)]);
}

const pieces = (bytes, size) => Array.from({length: Math.ceil(bytes.length / size)},
    (_, i) => bytes.subarray(i * size, (i + 1) * size));

// A message in pieces of `size` bytes.
function inPieces(bytes, size) {
  const all = pieces(bytes, size);
  return all.map((piece, i) => wsFrame(piece,
      {opcode: i === 0 ? 1 : 0, fin: i === all.length - 1}));
}

// Writes the bytes in parts that arrive one by one.
async function dribble(ws, bytes, size) {
  ws.raw.socket.setNoDelay(true);
  for (const part of pieces(bytes, size)) {
    ws.raw.write(part);
    await new Promise((resolve) => { setImmediate(resolve); });
  }
}

// [section, what, what is written]: comes through whole.
const THROUGH = [
  ...[15, 124, 125, 126, 127, 128, 4096, 65_535, FRAME_MAX].map((size) =>
    ['5.2', `a text of ${size} bytes`, (ws) => ws.raw.write(wsFrame(words(size)))]),
  ...[1, 7, 997].map((size) => ['5.2', `a text of 1,000 bytes that arrives in parts of ${size}`,
    (ws) => dribble(ws, wsFrame(words(1000)), size)]),
  ['5.3', 'a mask of zeros', (ws) => {
    const bytes = words();
    ws.raw.write(Buffer.concat([Buffer.from([0x81, 0x80 | bytes.length, 0, 0, 0, 0]), bytes]));
  }],
  ...[1, 2, 16].map((size) => ['5.4', `a text in pieces of ${size} bytes`,
    (ws) => ws.raw.write(Buffer.concat(inPieces(words(64), size)))]),
  ['5.4', 'a text in pieces with empty ones before, between and after', (ws) => {
    ws.send('', {fin: false});
    ws.send('{"type":', {opcode: 0, fin: false});
    ws.send('', {opcode: 0, fin: false});
    ws.send('"ping"}', {opcode: 0, fin: false});
    ws.send('', {opcode: 0});
  }],
  ['5.4', 'a text in pieces with pings and pongs between', (ws) => {
    ws.send('{"type"', {fin: false});
    ws.send('a', {opcode: PING});
    ws.send(':"pi', {opcode: 0, fin: false});
    ws.send('b', {opcode: PONG});
    ws.send('ng"}', {opcode: 0});
  }],
  ['5.4', 'a text in 4,096 pieces', (ws) =>
    ws.raw.write(Buffer.concat(inPieces(words(4096), 1)))],
  ...[['two bytes', 'é'], ['three bytes', '好'], ['four bytes', '😀'],
    ['U+10FFFF', '\u{10FFFF}'], ['U+FFFE', '\uFFFE'], ['a combining mark', 'e\u0301']].map(
    ([what, filling]) =>
    ['8.1', `UTF-8: ${what}`, (ws) => ws.raw.write(wsFrame(words(200, filling)))]),
  ['8.1', 'UTF-8: characters cut by every piece', (ws) =>
    ws.raw.write(Buffer.concat(inPieces(words(200, '😀'), 1)))],
];

// [section, what, code, frames]: ends the connection with the code.
const FAILS = [
  ['5.2', 'a length of 125 in the long form', 1002,
    [Buffer.from([0x81, 0xfe, 0, 125, 0, 0, 0, 0])]],
  ['5.2', 'a length of 65,535 in the longest form', 1002,
    [Buffer.from([0x81, 0xff, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0, 0, 0])]],
  ['5.2', 'a length beyond 2^63', 1002,
    [Buffer.from([0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0])]],
  ['5.2', 'a frame above the limit', 1009, [wsFrame('', {length: FRAME_MAX * 16})]],
  ['5.4', 'a message above the limit in pieces', 1009,
    inPieces(Buffer.alloc(FRAME_MAX * 4 + 1, 0x20), 60_000)],
  ['5.1', 'a frame without mask', 1002, [wsFrame(words(), {mask: false})]],
  ...[1, 2, 3, 4, 5, 6, 7].map((rsv) =>
    ['5.2', `reserved bits ${rsv}`, 1002, [wsFrame(words(), {rsv})]]),
  ['5.2', 'a reserved bit of a ping', 1002, [wsFrame('x', {opcode: PING, rsv: 4})]],
  ...[3, 4, 5, 6, 7, 11, 12, 13, 14, 15].map((opcode) =>
    ['5.2', `opcode ${opcode}`, 1002, [wsFrame('', {opcode})]]),
  ['5.5', 'a ping of 126 bytes', 1002, [wsFrame('x'.repeat(126), {opcode: PING})]],
  ['5.5', 'a pong of 126 bytes', 1002, [wsFrame('x'.repeat(126), {opcode: PONG})]],
  ['5.5', 'a close of 126 bytes', 1002,
    [wsFrame(closeBody(1000, 'x'.repeat(124)), {opcode: CLOSE})]],
  ...[['ping', PING], ['pong', PONG], ['close', CLOSE]].map(([what, opcode]) =>
    ['5.5', `a ${what} in pieces`, 1002, [wsFrame('', {opcode, fin: false})]]),
  ['5.4', 'a last piece of nothing', 1002, [wsFrame('x', {opcode: 0})]],
  ['5.4', 'a piece of nothing', 1002, [wsFrame('x', {opcode: 0, fin: false})]],
  ['5.4', 'a piece after the last one', 1002, [...inPieces(words(), 8), wsFrame('', {opcode: 0})]],
  ['5.4', 'a text within a text', 1002, [wsFrame('a', {fin: false}), wsFrame('b')]],
  ['5.4', 'bytes within a text', 1002, [wsFrame('a', {fin: false}), wsFrame('b', {opcode: 2})]],
  ...[['an unexpected continuation', [0x80]], ['a lonely first byte', [0xe5, 0x20]],
    ['an overlong slash', [0xc0, 0xaf]], ['an overlong NUL of three bytes', [0xe0, 0x80, 0x80]],
    ['an overlong form of four bytes', [0xf0, 0x80, 0x80, 0xaf]],
    ['a surrogate', [0xed, 0xa0, 0x80]],
    ['a pair of surrogates', [0xed, 0xa0, 0x80, 0xed, 0xb0, 0x80]],
    ['above U+10FFFF', [0xf4, 0x90, 0x80, 0x80]], ['five bytes', [0xf8, 0x88, 0x80, 0x80, 0x80]],
    ['0xFE', [0xfe]], ['0xFF', [0xff]], ['an unfinished character', [0xe5, 0xa5]]].flatMap(
      ([what, bytes]) => [
        ['8.1', `not UTF-8: ${what}`, 1007, [wsFrame(Buffer.from(bytes))]],
        ['8.1', `not UTF-8 in pieces: ${what}`, 1007, inPieces(Buffer.from([0x20, ...bytes]), 1)]]),
  ['5.5.1', 'a close of one byte', 1002, [wsFrame('x', {opcode: CLOSE})]],
  ['5.5.1', 'a close whose reason is not UTF-8', 1007,
    [wsFrame(Buffer.concat([closeBody(1000), Buffer.from([0xc0, 0xaf])]), {opcode: CLOSE})]],
  ...[0, 1, 999, 1004, 1005, 1006, 1015, 1016, 1100, 2000, 2999, 5000, 65_535].map((code) =>
    ['7.4', `a close with code ${code}`, 1002, [wsFrame(closeBody(code), {opcode: CLOSE})]]),
];

// [what, change of the handshake, statuses]
const HANDSHAKES = [
  ['"upgrade" among other words', {Connection: 'keep-alive, Upgrade'}, [101]],
  ['names in any case', {Connection: 'uPGRADE', Upgrade: 'WebSocket'}, [101]],
  ['extensions that nobody here knows', {'Sec-WebSocket-Extensions': 'permessage-deflate; x=y'},
    [101]],
  ['a protocol that nobody here knows', {'Sec-WebSocket-Protocol': 'chat, superchat'}, [101]],
  ['no upgrade', {Upgrade: null}, [426]],
  ['an upgrade to something else', {Upgrade: 'h2c'}, [426]],
  ['no connection', {Connection: null}, [426]],
  ['no version', {'Sec-WebSocket-Version': null}, [426]],
  ['version 12', {'Sec-WebSocket-Version': '12'}, [426]],
  ['no key', {'Sec-WebSocket-Key': null}, [400]],
  ['a short key', {'Sec-WebSocket-Key': 'abc'}, [400]],
  ['a key of 15 bytes', {'Sec-WebSocket-Key': Buffer.alloc(15, 1).toString('base64')}, [400]],
  ['a key that is not base64', {'Sec-WebSocket-Key': '!!!!!!!!!!!!!!!!!!!!!!=='}, [400]],
];

const through = THROUGH.map(([section, what, write]) => ({
  name: `RFC 6455 ${section}: comes through: ${what}`,
  async body({server}) {
    const ws = await open(server);
    await write(ws);
    assert.ok(await ws.json('pong'), `no pong; close ${await ws.closeCode(1)}`);
    ws.raw.destroy();
  },
}));

const fails = FAILS.map(([section, what, code, frames]) => ({
  name: `RFC 6455 ${section}: closed with ${code}: ${what}`,
  async body({server}) {
    const ws = await open(server);
    frames.forEach((f) => ws.raw.write(f));
    assert.equal(await ws.closeCode(), code);
    assert.ok(await ws.raw.closes(), 'the TCP connection stays open');
  },
}));

const handshakes = HANDSHAKES.map(([what, change, wanted]) => ({
  name: `RFC 6455 4.2: handshake with ${what}: ${wanted.join(' or ')}`,
  async body({server}) {
    const someone = await person(server.http, 'bob');
    const raw = await RawSocket.connect(server.addresses.main);
    raw.write(handshake(`/ws/im?token=${someone.token}`, change));
    assert.ok(wanted.includes(await raw.status()), `the answer is ${await raw.status(1)}`);
    await raw.until((b) => b.includes('\r\n\r\n'));
    const head = raw.bytes.toString('latin1').split('\r\n\r\n')[0];
    assert.doesNotMatch(head, /sec-websocket-(extensions|protocol)/i);
    if (/ 426 /.test(head)) {
      assert.match(head, /\r\nsec-websocket-version: 13/i);
      assert.match(head, /\r\nupgrade: websocket/i);
    }
    raw.destroy();
  },
}));

export const on = 'sqlite';
export const tests = [
  ...through,
  ...fails,
  ...handshakes,
  {
    name: 'RFC 6455 4.2.2: the key is answered',
    async body({server}) {
      const someone = await person(server.http, 'bob');
      const key = Buffer.alloc(16, 7).toString('base64');
      const raw = await RawSocket.connect(server.addresses.main);
      raw.write(handshake(`/ws/im?token=${someone.token}`, {'Sec-WebSocket-Key': key}));
      assert.equal(await raw.status(), 101);
      await raw.until((b) => b.includes('\r\n\r\n'));
      const accepted = createHash('sha1').update(key + GUID).digest('base64');
      assert.ok(raw.bytes.toString('latin1').includes(`Sec-WebSocket-Accept: ${accepted}\r\n`));
      raw.destroy();
    },
  },
  ...[['none', ''], ['text', 'hello'], ['bytes', Buffer.from([0, 0xff, 0xfe, 0x80])],
    ['125 bytes', 'x'.repeat(125)]].map(([what, payload]) => ({
    name: `RFC 6455 5.5.2: a ping is answered with its payload: ${what}`,
    async body({server}) {
      const ws = await open(server);
      ws.send(payload, {opcode: PING});
      await ws.raw.until(() => control(ws, PONG).length === 1);
      assert.deepEqual(control(ws, PONG).map((f) => f.payload), [Buffer.from(payload)]);
      ws.raw.destroy();
    },
  })),
  {
    name: 'RFC 6455 5.5.2: ten pings have ten pongs in their order',
    async body({server}) {
      const ws = await open(server);
      const names = Array.from({length: 10}, (_, i) => `ping ${i}`);
      names.forEach((name) => ws.send(name, {opcode: PING}));
      await ws.raw.until(() => control(ws, PONG).length === names.length);
      assert.deepEqual(control(ws, PONG).map((f) => f.payload.toString()), names);
      ws.raw.destroy();
    },
  },
  {
    name: 'RFC 6455 4.1: the first frame may come with the handshake',
    async body({server}) {
      const someone = await person(server.http, 'bob');
      const raw = await RawSocket.connect(server.addresses.main);
      raw.write(Buffer.concat([Buffer.from(handshake(`/ws/im?token=${someone.token}`)),
        wsFrame(words())]));
      assert.ok(await raw.until((b) => b.includes('"pong"')), 'no pong');
      raw.destroy();
    },
  },
  {
    name: 'RFC 6455 5.5.3: a pong that nobody asked for is taken in silence',
    async body({server}) {
      const ws = await open(server);
      const before = ws.frames().length;
      ws.send('unasked', {opcode: PONG});
      assert.equal(await ws.closeCode(QUIET_MS), 'open');
      assert.equal(control(ws, PONG).length, 0);
      assert.equal(ws.frames().length, before);
      ws.raw.destroy();
    },
  },
  ...[[1000], [1001], [1002], [1003], [1007], [1008], [1009], [1010], [1011], [3000], [3999],
    [4000], [4999], [1000, 'x'.repeat(123)], [1000, '再见']].map(([code, reason = '']) => ({
    name: `RFC 6455 7.1: a close with code ${code}${reason && ' and a reason'} is answered with it`,
    async body({server}) {
      const ws = await open(server);
      ws.send(closeBody(code, reason), {opcode: CLOSE});
      assert.equal(await ws.closeCode(), code);
      assert.ok(await ws.raw.closes(), 'the TCP connection stays open');
    },
  })),
  {
    name: 'RFC 6455 5.5.1: a close without a code is answered, and nothing after it is heard',
    async body({server}) {
      const ws = await open(server);
      ws.send('', {opcode: CLOSE});
      ws.send('late', {opcode: PING});
      ws.send(words());
      ws.send('', {opcode: CLOSE});
      assert.ok(await ws.raw.closes(), 'the TCP connection stays open');
      assert.equal(control(ws, CLOSE).length, 1);
      assert.equal(control(ws, PONG).length, 0);
      assert.equal(await ws.json('pong'), null);
    },
  },
];
