// The files of a release: what they say of themselves is so, and the package installs, serves,
// upgrades and goes away in fresh Debians without a compiler. Runs as root and by name alone,
// `./dev test package`, since it gets two Debians from a mirror (KOINE_DEBIAN_MIRROR).
import assert from 'node:assert/strict';
import {statSync} from 'node:fs';
import path from 'node:path';
import {sleep} from '../lib/report.mjs';
import {HttpSender, Round, WINDOW} from '../crash/senders.mjs';
import {check} from '../crash/check.mjs';
import {Debian} from './debian.mjs';
import * as files from './files.mjs';
import {newKey, Release, temporary} from './release.mjs';
import {run as runProgram} from './shell.mjs';

// That of the build, and the next.
const DEBIANS = ['bookworm', 'trixie'];
const FIRST_MESSAGE_MS = 60_000;
const COMPILERS = ['cc', 'gcc', 'g++', 'clang', 'make', 'ld'];
const SENDING_MS = 1500;
const RETRY_MS = 30_000;
const RETRY_PAUSE_MS = 50;
const SUITE = 'package';
const FIRST = 'the first message';

// Without a compiler, from nothing to a message that somebody reads.
async function installs({debian, release}) {
  for (const name of COMPILERS) {
    await assert.rejects(debian.run('sh', '-c', `command -v ${name}`), undefined, `it has ${name}`);
  }
  const begin = performance.now();
  await debian.install(release.ending('.deb'));
  debian.people = await debian.server.firstMessage(FIRST);
  const ms = performance.now() - begin;
  assert.ok(ms < FIRST_MESSAGE_MS, `the first message came after ${Math.round(ms)} ms`);
  assert.match(debian.read('var/log/koine.log'), /no administrator yet/);
  return `${(ms / 1000).toFixed(1)} s from \`apt install\` to the first message`;
}

async function places({debian}) {
  assert.equal(await debian.run('dpkg', '--verify', 'koine'), '');
  const has = async (file, wanted) => assert.equal(
      (await debian.run('stat', '-c', '%U:%G %a', file)).trim(), wanted, file);
  await has('/var/lib/koine', 'koine:koine 700');
  await has('/etc/koine/koine.toml', 'root:koine 640');
  await has('/usr/bin/koine', 'root:root 755');
  await has('/usr/bin/koine-certificate', 'root:root 755');
  await debian.refuses('usage: koine-certificate', 'koine-certificate');
  const status = await debian.run('setpriv', '--reuid', 'koine', '--regid', 'koine',
      '--clear-groups', 'koine', 'status', '--data', '/var/lib/koine');
  assert.match(status, /\S/);
  const missing = await debian.run('sh', '-c', 'ldd /usr/bin/koine | grep "not found" || true');
  assert.equal(missing, '');
}

// The examples are taken by the programs of Debian for which they are.
async function examples({debian}) {
  const examplesDir = '/usr/share/doc/koine/examples';
  await debian.apt('install', 'nginx-light', 'caddy');
  const live = debian.path('etc/letsencrypt/live/im.example.org');
  await runProgram('mkdir', ['-p', live]);
  await runProgram('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2',
    '-subj', '/CN=im.example.org', '-keyout', `${live}/privkey.pem`, '-out',
    `${live}/fullchain.pem`]);
  await debian.run('cp', `${examplesDir}/nginx.conf`, '/etc/nginx/conf.d/koine.conf');
  assert.match(await debian.run('nginx', '-t'), /test is successful/);
  const said = await debian.run('caddy', 'validate', '--adapter', 'caddyfile', '--config',
      `${examplesDir}/Caddyfile`);
  assert.match(said, /Valid configuration/);
  debian.write('etc/nginx/conf.d/koine.conf', 'no_such_word on;\n');
  await debian.refuses('no_such_word', 'nginx', '-t');
}

// Sends a message until it is acknowledged, as clients do: whatever cuts it off, it comes again
// with the same id.
class Persistent extends HttpSender {
  async load(round) {
    const lane = async () => {
      while (round.running) {
        const message = this.create();
        const end = performance.now() + RETRY_MS;
        for (let sent = false; !sent;) {
          try {
            sent = await this.post(message);
          } catch (e) {
            if (performance.now() > end) throw e;
            round.cut.add(message.clientId);
            await sleep(RETRY_PAUSE_MS);
          }
        }
      }
    };
    await Promise.all(Array.from({length: WINDOW}, lane));
  }
}

// While people write, the next revision comes: what was acknowledged is there once and in order,
// and what was in flight is acknowledged after the restart.
async function upgrades({debian, next}) {
  const {ann, bob, chat} = debian.people;
  const senders = [ann, bob].map((who) => new Persistent(debian.server, who, [chat], Math.random));
  const round = new Round();
  round.cut = new Set();
  const acked = () => senders.reduce((sum, s) => sum + s.log.length - s.unacked.size, 0);
  const sending = Promise.all(senders.map((sender) => sender.load(round)));
  const change = async () => {
    await sleep(SENDING_MS);
    const before = {pid: debian.pid, acked: acked()};
    await debian.install(next.ending('.deb'));
    const installed = acked();
    await sleep(SENDING_MS);
    assert.notEqual(debian.pid, before.pid, 'the server was not restarted');
    assert.ok(before.acked > 0 && acked() > installed, 'messages go through before and after');
  };
  await Promise.all([sending, change().finally(() => { round.running = false; })]);
  assert.match(await debian.run('dpkg-query', '-W', '-f', '${Version}', 'koine'), /-2$/);
  assert.equal(acked(), senders.reduce((sum, s) => sum + s.log.length, 0));
  const {examples: wrong, stored} = await check(debian.server.http, senders);
  assert.deepEqual(wrong, []);
  assert.ok(stored >= acked(), `${stored} of ${acked()} are there`);
  await debian.server.reads(debian.people, FIRST);
  return `${acked()} messages, ${round.cut.size} of them cut off by the restart and sent again`;
}

// Neither removal nor purge takes what people wrote; a package that comes again finds it.
async function leaves({debian, next}) {
  const file = '/var/lib/koine/koine.db';
  await debian.apt('remove', 'koine');
  assert.equal(debian.pid, null, 'the server still runs');
  assert.ok(debian.has(file) && debian.has('etc/koine/koine.toml') &&
      !debian.has('usr/bin/koine'));
  await debian.install(next.ending('.deb'));
  debian.server.http.reset();
  await debian.server.reads(debian.people, FIRST);
  const said = await debian.apt('purge', 'koine');
  assert.match(said, /\/var\/lib\/koine has all accounts, messages and files; it is kept/);
  assert.ok(debian.has(file) && !debian.has('etc/koine/koine.toml'));
  assert.ok(statSync(debian.path(file)).size > 0);
}

// Where the package is no more, the archive has what it needs beside itself.
async function archive({debian, release}) {
  assert.ok(!debian.has('usr/lib/koine'));
  await runProgram('mkdir', [debian.path('opt/any')]);
  await runProgram('tar', ['-xzf', release.ending('-amd64.tar.gz'), '-C', debian.path('opt/any'),
    '--strip-components=1', '--no-same-owner']);
  assert.match(await debian.run('/opt/any/bin/koine', 'version'), /\d+\.\d+\.\d+/);
}

const OF_FILES = [
  ['the package is small', files.sizes],
  ['sums and signature', files.sums],
  ['the same bytes twice', files.reproducible],
  ['the list of parts is what its schema says', files.parts],
  ['the unit shuts the server in', files.unit],
  ['the compose file says what the image is', files.compose],
  ['the image is small and serves', files.image],
  ['what is built for arm64 serves', files.arm64],
];
const OF_DEBIAN = [
  ['installs without a compiler and serves', installs],
  ['files are where they belong', places],
  ['nginx and Caddy take the examples', examples],
  ['an upgrade loses nothing', upgrades],
  ['removal keeps data', leaves],
  ['the archive runs from any directory', archive],
];

export async function run({report, binary, root, only, print}) {
  if (process.getuid() !== 0) throw new Error('the suite package makes roots: run it as root');
  const test = (name, body) => report.test(SUITE, name, async () => {
    const said = await body();
    if (said) print(`${name}: ${said}`);
  });
  const key = await newKey();
  const release = await Release.pack({root, binary, revision: 1, key});
  const next = await Release.pack({root, binary, revision: 2, key});
  const again = await Release.pack({root, binary, revision: 1, key});
  const arm = await Release.pack({root, binary: path.join(path.dirname(binary),
    '../release-package-arm64/koine'), revision: 1, key});
  const debFiles = temporary('deb');
  await runProgram('dpkg-deb', ['-x', release.ending('.deb'), debFiles]);
  for (const [name, body] of OF_FILES) {
    if (name.includes(only)) await test(name, () => body({release, next, again, arm, debFiles}));
  }
  for (const name of DEBIANS) {
    // Each step begins where the one before ended, so a word names a Debian.
    if (only && !name.includes(only)) continue;
    const debian = await Debian.make(name);
    try {
      for (const [step, body] of OF_DEBIAN) {
        await test(`${name}: ${step}`, () => body({debian, release, next}));
      }
    } finally {
      debian.remove();
    }
  }
}
