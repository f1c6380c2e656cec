// HTTP as only broken and hostile clients write it. The server answers with a client error or
// closes; it never hangs, and nobody else notices.
import assert from 'node:assert/strict';
import {PATIENCE} from '../../lib/patience.mjs';
import {RawSocket} from '../../lib/raw.mjs';
import {person} from '../../lib/world.mjs';

const HALF_OPEN = 300;
const REFUSED = [400, 408, 413, 414, 431, 501, 505, 'closed'];

const BROKEN = {
  'no HTTP at all': '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n',
  'another protocol version': 'GET / HTTP/3.7\r\nHost: x\r\n\r\n',
  'a method with a control character': 'GE\x01T / HTTP/1.1\r\nHost: x\r\n\r\n',
  'a header of 200 kB': `GET / HTTP/1.1\r\nHost: x\r\nX: ${'y'.repeat(200_000)}\r\n\r\n`,
  'ten thousand headers': `GET / HTTP/1.1\r\nHost: x\r\n${'A: b\r\n'.repeat(10_000)}\r\n`,
  'a path of 200 kB': `GET /${'y'.repeat(200_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
  'a length beyond every limit':
    'POST /api/im/auth/login HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999999999\r\n\r\n{',
};

async function oneRequest(server, bytes) {
  const raw = await RawSocket.connect(server.addresses.main);
  raw.write(Buffer.from(bytes, 'latin1'));
  const status = await raw.status();
  raw.destroy();
  return status;
}

const broken = Object.entries(BROKEN).map(([name, bytes]) => ({
  name: `refused: ${name}`,
  async body({server}) {
    const status = await oneRequest(server, bytes);
    assert.ok(REFUSED.includes(status), `the answer is ${status}`);
  },
}));

export const on = 'sqlite';
export const tests = [
  ...broken,
  {
    name: 'a request that comes byte by byte is answered',
    async body({server}) {
      const raw = await RawSocket.connect(server.addresses.main);
      raw.socket.setNoDelay(true);
      for (const c of 'POST /api/im/auth/validateToken HTTP/1.1\r\nHost: x\r\n' +
          'Content-Length: 2\r\n\r\n{}') {
        raw.write(c);
        await new Promise((resolve) => { setImmediate(resolve); });
      }
      assert.equal(await raw.status(), 200);
      raw.destroy();
    },
  },
  {
    name: 'requests sent in one go are answered in order',
    async body({server}) {
      const ann = await person(server.http, 'ann');
      const raw = await RawSocket.connect(server.addresses.main);
      const get = (path) => `GET ${path} HTTP/1.1\r\nHost: x\r\n` +
          `Authorization: Bearer ${ann.token}\r\n\r\n`;
      raw.write(get('/api/im/user/profile') + get('/api/im/conversation/list') +
          get('/api/im/no/such') + get('/api/im/message/unread/count'));
      const all = (b) => {
        const found = b.toString('utf8').match(/HTTP\/1\.1 \d{3}/g) ?? [];
        return found.length === 4 ? found : null;
      };
      assert.deepEqual((await raw.until(all))?.map((s) => Number(s.slice(-3))),
          [200, 200, 404, 200]);
      raw.destroy();
    },
  },
  {
    name: 'half-open connections hold nobody back',
    async body({server}) {
      const ann = await person(server.http, 'ann');
      const open = [];
      for (let i = 0; i < HALF_OPEN; i++) {
        const raw = await RawSocket.connect(server.addresses.main);
        if (i % 3 === 0) raw.write('GET /api/im/user/profile HTTP/1.1\r\nHo');
        if (i % 3 === 1) {
          raw.write('POST /api/im/message/send HTTP/1.1\r\nHost: x\r\nContent-Length: 100' +
              '\r\n\r\n{"a"');
        }
        open.push(raw);
      }
      const start = performance.now();
      for (let i = 0; i < 20; i++) {
        const {status} = await server.http.call('GET', '/api/im/user/profile', ann.token);
        assert.equal(status, 200);
      }
      assert.ok(performance.now() - start < 2000 * PATIENCE, 'twenty requests took too long');
      open.forEach((raw) => raw.destroy());
    },
  },
];
