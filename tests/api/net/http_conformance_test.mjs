// HTTP/1.1 as RFC 9110 and RFC 9112 state it, case by case. Each case is one request, or several in
// one go, as bytes on a socket of its own; the section that asks for it stands beside it.
import assert from 'node:assert/strict';
import {RawSocket} from '../../lib/raw.mjs';

const GET = '/api/im/features';
const CHECK = '/api/im/auth/validateToken';
const QUIET_MS = 300;
const WORDS = '{"token":"x"}';

const get = (headers = 'Host: x\r\n', target = GET, version = 'HTTP/1.1') =>
  `GET ${target} ${version}\r\n${headers}\r\n`;
const post = (headers, body = '', version = 'HTTP/1.1') =>
  `POST ${CHECK} ${version}\r\nHost: x\r\nContent-Type: application/json\r\n${headers}\r\n${body}`;
const chunks = (body, headers = '') => post(`Transfer-Encoding: chunked\r\n${headers}`, body);
const bytesOf = (text) => Buffer.from(text, 'latin1');

// [what, section, request]: refused with a client error (or 501), and the connection ends, since
// nobody knows where a next request would begin: what follows in the same bytes is never done.
const REFUSED = [
  ['white space before the colon', '9112 5.1', get('Host: x\r\nAccept : a\r\n')],
  ['a name of a field with a blank', '9112 5.1', get('Host: x\r\nAc cept: a\r\n')],
  ['a field without a name', '9110 5.1', get('Host: x\r\n: a\r\n')],
  ['a line of fields that begins with a blank', '9112 2.2',
    `GET ${GET} HTTP/1.1\r\n Host: x\r\n\r\n`],
  ['a line without a colon', '9112 5', get('Host: x\r\nnonsense\r\n')],
  ['a NUL in a value', '9110 5.5', get('Host: x\r\nAccept: a\0b\r\n')],
  ['a bare CR in a value', '9112 2.2', get('Host: x\r\nAccept: a\rb\r\n')],
  ['no Host', '9112 3.2', get('')],
  ['two Hosts', '9112 3.2', get('Host: x\r\nHost: y\r\n')],
  ['no version', '9112 3', `GET ${GET}\r\nHost: x\r\n\r\n`],
  ['a version of small letters', '9112 2.3', get(undefined, GET, 'http/1.1')],
  ['a version with more digits', '9112 2.3', get(undefined, GET, 'HTTP/1.10')],
  ['two blanks before the version', '9112 3', get(undefined, `${GET} `)],
  ['a target with a blank', '9112 3.2', get(undefined, '/a b')],
  ['a target with a control character', '9112 3.2', get(undefined, '/a\x01b')],
  ['an empty length', '9112 6.2', post('Content-Length: \r\n')],
  ['a negative length', '9112 6.2', post('Content-Length: -1\r\n')],
  ['a length in words', '9112 6.2', post('Content-Length: ten\r\n', WORDS)],
  ['a length with a sign', '9112 6.2', post('Content-Length: +13\r\n', WORDS)],
  ['a length in hexadecimal', '9112 6.2', post('Content-Length: 0xd\r\n', WORDS)],
  ['a length with a blank inside', '9112 6.2', post('Content-Length: 1 3\r\n', WORDS)],
  ['a length beyond 64 bits', '9112 6.2', post('Content-Length: 18446744073709551629\r\n', WORDS)],
  ['two lengths that differ', '9112 6.3',
    post('Content-Length: 13\r\nContent-Length: 12\r\n', WORDS)],
  ['a list of lengths that differ', '9112 6.3', post('Content-Length: 13, 12\r\n', WORDS)],
  ['a length beside chunks', '9112 6.3', chunks('0\r\n\r\n', 'Content-Length: 13\r\n')],
  ['an unknown coding', '9112 6.1',
    post('Transfer-Encoding: xchunked\r\n', `d\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a coding after chunked', '9112 6.1',
    post('Transfer-Encoding: chunked, identity\r\n', `d\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['chunked twice', '9112 6.1',
    post('Transfer-Encoding: chunked, chunked\r\n', `d\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a coding in HTTP/1.0', '9112 6.1',
    post('Transfer-Encoding: chunked\r\n', `d\r\n${WORDS}\r\n0\r\n\r\n`, 'HTTP/1.0')],
  ['a chunk of no size', '9112 7.1', chunks(`\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a chunk of a size in words', '9112 7.1', chunks(`zz\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a chunk of a negative size', '9112 7.1', chunks(`-d\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a chunk of a size with 0x', '9112 7.1', chunks(`0xd\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a chunk of 2^64 and 13 bytes', '9112 7.1',
    chunks(`1000000000000000d\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['a chunk that is longer than it says', '9112 7.1', chunks(`c\r\n${WORDS}\r\n0\r\n\r\n`)],
  ['an unknown expectation', '9110 10.1.1',
    post('Expect: coffee\r\nContent-Length: 13\r\n', WORDS)],
];

// [what, section, request, statuses]: answered with one of these.
const ANSWERED = [
  ['an empty line before a request', '9112 2.2', `\r\n${get()}`, [200]],
  ['a folded value, which is read with a blank', '9112 5.2',
    get('Host: x\r\nAccept: a\r\n b\r\n'), [200]],
  ['names of fields in any case', '9110 5.1', get('hOsT: x\r\n'), [200]],
  ['a value with blanks around it', '9112 5.1', get('Host:   x  \t\r\n'), [200]],
  ['a value without a blank before it', '9112 5.1', get('Host:x\r\n'), [200]],
  ['an empty value', '9110 5.5', get('Host: x\r\nAccept:\r\n'), [200]],
  ['bytes above 127 in a value', '9110 5.5', get('Host: x\r\nX-Name: \xe5\xbc\xa0\r\n'), [200]],
  ['an unknown field', '9110 5.1', get('Host: x\r\nX-Unknown: y\r\n'), [200]],
  ['an absolute target', '9112 3.2.2', get(undefined, `http://x${GET}`), [200]],
  ['a target with an escaped letter', '9110 4.2.3',
    get(undefined, GET.replace('features', '%66eatures')), [200]],
  ['an escape of no number', '3986 2.1', get(undefined, '/api/im/%zz'), [404]],
  ['an escaped NUL', '3986 2.1', get(undefined, '/api/im/%00'), [404]],
  ['a method in small letters, which is another', '9110 9.1', get().replace('GET', 'get'), [405]],
  ['an unknown method', '9110 9.1', get().replace('GET', 'BREW'), [405]],
  ['TRACE, which would show what a proxy added', '9110 9.3.8', get().replace('GET', 'TRACE'),
    [405]],
  ['CONNECT: this is no proxy', '9110 9.3.6', 'CONNECT x:443 HTTP/1.1\r\nHost: x:443\r\n\r\n',
    [404]],
  ['a method that the path does not know', '9110 15.5.6', get(undefined, CHECK), [405]],
  ['a length of 0', '9112 6.2', post('Content-Length: 0\r\n'), [200]],
  ['a length with zeros before it', '9112 6.2', post('Content-Length: 0013\r\n', WORDS), [200]],
  ['no length and no chunks, which is no body', '9112 6.3', post(''), [200]],
  ['chunks', '9112 7.1', chunks(`5\r\n${WORDS.slice(0, 5)}\r\n8\r\n${WORDS.slice(5)}\r\n0\r\n\r\n`),
    [200]],
  ['sizes of chunks in capitals', '9112 7.1', chunks(`D\r\n${WORDS}\r\n0\r\n\r\n`), [200]],
  ['sizes of chunks with zeros', '9112 7.1', chunks(`00d\r\n${WORDS}\r\n000\r\n\r\n`), [200]],
  ['an extension of a chunk', '9112 7.1.1', chunks(`d;a=b\r\n${WORDS}\r\n0;c="d"\r\n\r\n`), [200]],
  ['a trailer', '9112 7.1.2', chunks(`d\r\n${WORDS}\r\n0\r\nX-Sum: 1\r\n\r\n`), [200]],
  ['chunked in capitals', '9110 5.6.2', post('Transfer-Encoding: CHUNKED\r\n',
      `d\r\n${WORDS}\r\n0\r\n\r\n`), [200]],
  ['HTTP/1.0 without a Host', '9112 3.2', get('', GET, 'HTTP/1.0'), [200]],
];

// The statuses of all answers, once there are `count` of them or nothing comes any more.
async function statuses(raw, count) {
  const all = (b) => [...b.toString('latin1').matchAll(/HTTP\/1\.1 (\d{3})/g)]
      .map((m) => Number(m[1]));
  await raw.until((b) => all(b).length >= count);
  return all(raw.bytes);
}

async function send(server, ...pieces) {
  const raw = await RawSocket.connect(server.addresses.main);
  for (const piece of pieces) raw.write(bytesOf(piece));
  return raw;
}

const heads = (raw) => raw.bytes.toString('latin1').split('\r\n\r\n')[0];

const refused = REFUSED.map(([what, section, request]) => ({
  name: `RFC ${section}: refused, and the end: ${what}`,
  async body({server}) {
    const raw = await send(server, request + get());
    const [status] = await statuses(raw, 1);
    // Without an answer it must at least be closed.
    if (status !== undefined) {
      assert.ok((status >= 400 && status < 500) || status === 501 || status === 505,
          `the answer is ${status}`);
    }
    assert.ok(await raw.closes(), 'the connection stays open');
    assert.ok((await statuses(raw, 1)).length <= 1, 'what followed was answered');
  },
}));

const answered = ANSWERED.map(([what, section, request, wanted]) => ({
  name: `RFC ${section}: answered: ${what}`,
  async body({server}) {
    const raw = await send(server, request);
    assert.ok(wanted.includes(await raw.status()), `the answer is ${await raw.status(1)}`);
    raw.destroy();
  },
}));

export const on = 'sqlite';
export const tests = [
  ...refused,
  ...answered,
  {
    name: 'RFC 9110 10.1.1: who waits for 100 is told to go on, and then answered',
    async body({server}) {
      const raw = await send(server, post('Expect: 100-continue\r\nContent-Length: 13\r\n'));
      assert.equal(await raw.status(), 100);
      raw.write(WORDS);
      assert.deepEqual(await statuses(raw, 2), [100, 200]);
      raw.destroy();
    },
  },
  {
    name: 'RFC 9110 9.3.2: HEAD says what GET says, without the body',
    async body({server}) {
      const got = await send(server, get(undefined, '/'));
      assert.equal(await got.status(), 200);
      await got.until((b) => b.includes('\r\n\r\n'));
      const length = /\r\ncontent-length: (\d+)/i.exec(heads(got))?.[1];
      assert.ok(Number(length) > 0, 'GET gives no length');
      const head = await send(server, get(undefined, '/').replace('GET', 'HEAD') + get());
      assert.deepEqual(await statuses(head, 2), [200, 200]);
      assert.equal(/\r\ncontent-length: (\d+)/i.exec(heads(head))?.[1], length);
      const next = head.bytes.toString('latin1').split('\r\n\r\n')[1];
      assert.ok(next.startsWith('HTTP/1.1 200'), 'bytes between the head and the next answer');
      [got, head].forEach((raw) => raw.destroy());
    },
  },
  {
    name: 'RFC 9110 15.4.5: what has not changed is 304 without a body',
    async body({server}) {
      const first = await send(server, get(undefined, '/'));
      await first.until((b) => b.includes('\r\n\r\n'));
      const tag = /\r\netag: ("[^"]*"|W\/"[^"]*")/i.exec(heads(first))?.[1];
      assert.ok(tag, 'no ETag');
      const again = await send(server, get(`Host: x\r\nIf-None-Match: "other", ${tag}\r\n`, '/') +
          get());
      assert.deepEqual(await statuses(again, 2), [304, 200]);
      const next = again.bytes.toString('latin1').split('\r\n\r\n')[1];
      assert.ok(next.startsWith('HTTP/1.1 200'), 'a body after 304');
      [first, again].forEach((raw) => raw.destroy());
    },
  },
  {
    name: 'RFC 9110 12.5.3: who refuses gzip gets none',
    async body({server}) {
      for (const accepts of ['gzip;q=0', 'identity', 'gzip; q=0.000, *;q=0.5']) {
        const raw = await send(server, get(`Host: x\r\nAccept-Encoding: ${accepts}\r\n`, '/'));
        await raw.until((b) => b.includes('\r\n\r\n'));
        assert.ok(!/\r\ncontent-encoding:/i.test(heads(raw)), `${accepts}: ${heads(raw)}`);
        raw.destroy();
      }
    },
  },
  {
    name: 'RFC 9110 6.6.1: an answer has a date',
    async body({server}) {
      const raw = await send(server, get());
      await raw.until((b) => b.includes('\r\n\r\n'));
      const date = /\r\ndate: ([^\r]*)/i.exec(heads(raw))?.[1];
      assert.ok(Math.abs(Date.parse(date) - Date.now()) < 60_000, `the date is ${date}`);
      raw.destroy();
    },
  },
  {
    name: 'RFC 9112 9.6: a connection ends after the answer, when the client says so',
    async body({server}) {
      const raw = await send(server, get('Host: x\r\nConnection: close\r\n') + get());
      assert.equal(await raw.status(), 200);
      assert.ok(await raw.closes(), 'the connection stays open');
      assert.equal((await statuses(raw, 1)).length, 1);
      assert.match(heads(raw), /\r\nconnection: close/i);
    },
  },
  {
    name: 'RFC 9112 9.3: a connection is kept otherwise, in HTTP/1.0 only on request',
    async body({server}) {
      const kept = await send(server, get());
      assert.equal(await kept.status(), 200);
      assert.ok(!(await kept.closes(QUIET_MS)), 'closed');
      kept.write(get());
      assert.deepEqual(await statuses(kept, 2), [200, 200]);
      const old = await send(server, get('', GET, 'HTTP/1.0'));
      assert.equal(await old.status(), 200);
      assert.ok(await old.closes(), 'HTTP/1.0 stays open');
      kept.destroy();
    },
  },
  {
    name: 'RFC 9110 14: parts of a file',
    async body({server}) {
      const whole = await send(server, get(undefined, '/avatar/default.png'));
      await whole.until((b) => b.includes('\r\n\r\n'));
      assert.equal(await whole.status(), 200);
      for (const [range, wanted] of [['bytes=0-3', 206], ['bytes=-2', 206],
        ['bytes=99999999-', 416], ['bytes=3-1', 200], ['lines=1-2', 200]]) {
        const raw = await send(server,
            get(`Host: x\r\nRange: ${range}\r\n`, '/avatar/default.png'));
        assert.equal(await raw.status(), wanted, range);
        raw.destroy();
      }
      whole.destroy();
    },
  },
];
