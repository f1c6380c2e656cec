// im-chat 2.6, ruoyi 14: the credentials that the server gives open a relay at coturn, and others
// do not.
import assert from 'node:assert/strict';
import {execFile, spawn} from 'node:child_process';
import {mkdtempSync, rmSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {promisify} from 'node:util';
import {imchatPerson, mustImchat} from '../../../lib/imchat.mjs';
import {freePort, inUse} from '../../../lib/ports.mjs';
import {until} from '../../../lib/report.mjs';
import {must, person} from '../../../lib/world.mjs';

const SECRET = 'north-by-5-degrees';
const RELAY_MS = 30_000;
const run = promisify(execFile);

// A coturn of its own, as docs/operate/calls.md sets one up.
async function startCoturn(dir, port) {
  const child = spawn('turnserver', ['-n', '-L', '127.0.0.1', '-E', '127.0.0.1', '-p', String(port),
    '--use-auth-secret', `--static-auth-secret=${SECRET}`, '-r', 'example.org', '--no-tls',
    '--no-dtls', '--no-cli', '--no-rfc5780', '--allow-loopback-peers', '--relay-threads', '1',
    '--userdb', path.join(dir, 'db'), '--pidfile', path.join(dir, 'pid'), '--log-file', 'stdout'],
  {stdio: 'ignore'});
  let failure = null;
  child.once('error', (e) => { failure = e; });
  try {
    await until(async () => failure || child.exitCode !== null || await inUse(port),
        'coturn listens');
    if (failure) throw new Error(`no turnserver (Debian package coturn): ${failure.message}`);
    assert.equal(child.exitCode, null, 'coturn ended');
  } catch (e) {
    child.kill('SIGKILL');
    throw e;
  }
  return child;
}

// Sends two messages through a relay; what the client said.
async function relay(port, {username, credential}) {
  const {stdout, stderr} = await run('turnutils_uclient', ['-y', '-c', '-n', '1', '-m', '1', '-z',
    '1', '-e', '127.0.0.1', '-p', String(port), '-u', username, '-w', credential, '127.0.0.1'],
  {timeout: RELAY_MS}).catch((e) => e);
  return stdout + stderr;
}

async function relays({start}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-turn-'));
  const port = await freePort();
  const coturn = await startCoturn(dir, port);
  try {
    const url = `turn:127.0.0.1:${port}?transport=udp`;
    const server = await start({flags: [`--call.turn.url=${url}`, `--call.turn.secret=${SECRET}`,
      '--call.stun.url=stun:127.0.0.1:3478']});
    const [ann, rae] = [await imchatPerson(server.imchat, 'ann'), await person(server.http, 'rae')];
    const given = [await mustImchat(server.imchat, 'GET', '/webrtc/iceServers', ann.token),
      await must(server.http, 'GET', '/video-call/ice-servers', rae.token)];
    const relaysOf = given.map(({iceServers}) => iceServers.find(({urls}) => urls.includes(url)));
    for (const [i, who] of [ann, rae].entries()) {
      const {username} = relaysOf[i];
      assert.match(username, new RegExp(`^\\d+:${who.id}$`));
      assert.ok(Number(username.split(':')[0]) > Date.now() / 1000, 'it is valid now');
    }
    const {webrtc} = await mustImchat(server.imchat, 'GET', '/system/config', null);
    assert.deepEqual(webrtc.iceServers, [{urls: ['stun:127.0.0.1:3478']}]);
    const [first] = relaysOf;
    const cases = [first, relaysOf[1], {...first, credential: 'bm9uZQ=='},
      {...first, username: `1000:${ann.id}`}];
    const [one, two, forged, old] = await Promise.all(cases.map((c) => relay(port, c)));
    for (const said of [one, two]) assert.match(said, /lost packets 0 \(0\.0+%\)/, said);
    for (const said of [forged, old]) {
      assert.match(said, /Cannot complete Allocation/, said);
      assert.doesNotMatch(said, /lost packets 0/, said);
    }
  } finally {
    coturn.kill('SIGKILL');
    rmSync(dir, {recursive: true, force: true});
  }
}

export const on = 'sqlite';
export const tests = [
  {name: 'the credentials of a user open a relay at coturn', body: relays},
];
