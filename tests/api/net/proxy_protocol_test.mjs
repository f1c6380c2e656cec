// A proxy that passes bytes on says in front of them whose they are.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import net from 'node:net';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep, until} from '../../lib/report.mjs';
import {LISTENERS} from '../../lib/server.mjs';

const PROXY = '127.0.0.1', STRANGER = '127.0.0.2';
const ANSWER_MS = 10_000 * PATIENCE;
const PORTS = LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`);
const SIGNATURE = Buffer.from('\r\n\r\n\0\r\nQUIT\n', 'latin1');

// What comes back for `pieces`, which are sent one after the other; ends when the server is silent
// or closes.
function exchange(server, from, ...pieces) {
  return new Promise((resolve, reject) => {
    const [host, port] = server.addresses.main.split(':');
    const socket = net.connect({host, port: Number(port), localAddress: from});
    let text = '';
    const timer = setTimeout(() => socket.destroy(new Error(`no answer, ${text}`)), ANSWER_MS);
    socket.on('data', (data) => {
      text += data;
      if (/\r\n\r\n/.test(text)) socket.end();
    });
    socket.once('error', (e) => (e.code === 'ECONNRESET' ? resolve(text) : reject(e)));
    socket.once('close', () => { clearTimeout(timer); resolve(text); });
    socket.once('connect', async () => {
      for (const piece of pieces) {
        socket.write(piece);
        await sleep(20);
      }
    });
  });
}

function binary(ip, tlv = Buffer.alloc(0)) {
  const rest = Buffer.concat([Buffer.from(ip.split('.').map(Number)), Buffer.from([10, 0, 0, 1]),
    Buffer.from([0xc3, 0x50, 0, 80]), tlv]);
  return Buffer.concat([SIGNATURE, Buffer.from([0x21, 0x11, rest.length >> 8, rest.length & 255]),
    rest]);
}

// A sign-in with a wrong password: the log names the address that tried.
const BODY = JSON.stringify({username: 'nobody', password: 'wrong-password'});
const SIGN_IN = 'POST /api/im/auth/login HTTP/1.1\r\nHost: x\r\n' +
    'Content-Type: application/json\r\n' +
    `X-Forwarded-For: 203.0.113.9\r\nContent-Length: ${BODY.length}\r\n\r\n${BODY}`;

async function introduced({start}) {
  const server = await start({limits: true, adminPassword: '',
    flags: [`--http.trusted_proxies=${PROXY}`, '--http.proxy_protocol=main']});
  const says = async (address, ...pieces) => {
    const before = server.stderr.length;
    assert.match(await exchange(server, PROXY, ...pieces), /^HTTP\/1.1 \d+ /);
    await until(() => server.stderr.slice(before).includes(address), `a line with ${address}`);
    // A line for each refusal, one a second.
    await sleep(1_100);
  };
  const line = 'PROXY TCP4 192.0.2.7 10.0.0.1 50000 80\r\n';
  await says('192.0.2.7', line + SIGN_IN);
  // In pieces, but few: an introduction has five seconds in all.
  await says('192.0.2.8', ...line.replace('2.7', '2.8').match(/.{1,12}/gs), SIGN_IN);
  await says('192.0.2.9', Buffer.concat([binary('192.0.2.9'), Buffer.from(SIGN_IN)]));
  await says('192.0.2.10', binary('192.0.2.10', Buffer.from('\x04\0\x05hello', 'latin1')), SIGN_IN);
  await says('2001:db8::7', 'PROXY TCP6 2001:db8::7 2001:db8::1 50000 80\r\n' + SIGN_IN);
  // The proxy for itself; then the address in its header counts again.
  await says('203.0.113.9', 'PROXY UNKNOWN\r\n' + SIGN_IN);
  // What begins otherwise is closed without an answer.
  for (const bad of ['GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n', 'PROXY TCP4 nonsense\r\n',
    `PROXY TCP4 ${'1'.repeat(200)}`, Buffer.concat([SIGNATURE, Buffer.alloc(4, 0xff)])]) {
    assert.equal(await exchange(server, PROXY, bad), '');
  }
  // From elsewhere it is no header, and a request needs none.
  const get = 'GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n';
  assert.match(await exchange(server, STRANGER, get), /^HTTP\/1.1 200 /);
  assert.match(await exchange(server, STRANGER, line + get), /^HTTP\/1.1 (?:400|505) /);
  // Who says nothing does not stay.
  const begun = performance.now();
  assert.equal(await exchange(server, PROXY, 'PROXY '), '');
  assert.ok(performance.now() - begun > 1_000);
  assert.ok(server.alive);
}

function refused({server: {options: {binary: koine}}}) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-proxy-'));
  try {
    for (const [flags, says] of [
      [['--http.proxy_protocol=main'], /http[.]proxy_protocol.*trusted_proxies names nobody/],
      [['--http.proxy_protocol=mian', `--http.trusted_proxies=${PROXY}`], /no listener mian/],
    ]) {
      const {status, stderr} = spawnSync(koine, ['serve', '--data', data, ...PORTS, ...flags],
          {encoding: 'utf8', timeout: ANSWER_MS});
      assert.equal(status, 1, stderr);
      assert.match(stderr, says);
    }
  } finally {
    rmSync(data, {recursive: true, force: true});
  }
}

export const on = 'sqlite';
export const tests = [
  {name: 'a proxy introduces its clients', body: introduced},
  {name: 'an introduction needs somebody who is believed', body: refused},
];
