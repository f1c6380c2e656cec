// TLS of the listeners: what does not start, and certificates that are renewed under open sockets.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import tls from 'node:tls';
import {PATIENCE} from '../../lib/patience.mjs';
import {sleep, until} from '../../lib/report.mjs';
import {LISTENERS, Server} from '../../lib/server.mjs';

const RUN_MS = 20_000;
const SETTLE_MS = 300 * PATIENCE;
const PORTS = LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`);

// Writes NAME.pem and NAME.key of a certificate for that name.
function certificate(dir, name) {
  const at = (end) => path.join(dir, `${name}.${end}`);
  execFileSync('openssl', ['req', '-x509', '-newkey', 'ec', '-pkeyopt',
    'ec_paramgen_curve:P-256', '-nodes', '-days', '2', '-subj', `/CN=${name}`, '-keyout',
    at('key'), '-out', at('pem')], {stdio: 'ignore'});
  chmodSync(at('key'), 0o600);
  return {pem: at('pem'), key: at('key')};
}

async function withFiles(body) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-tls-'));
  try {
    await body(dir, certificate(dir, 'one'), certificate(dir, 'two'));
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

const refusals = ({server: {options: {binary}}}) => withFiles((dir, one, two) => {
  const open = path.join(dir, 'open.key');
  copyFileSync(one.key, open);
  chmodSync(open, 0o644);
  const text = path.join(dir, 'text');
  writeFileSync(text, 'no certificate');
  for (const [pem, key, says] of [
    [null, one.key, /tls[.]key = .*needs tls[.]certificate/],
    [one.pem, null, /tls[.]certificate = .*needs tls[.]key/],
    [path.join(dir, 'none'), one.key, /tls[.]certificate = ".*none".*No such file/],
    [one.pem, path.join(dir, 'none'), /tls[.]key = ".*none".*No such file/],
    [one.pem, open, /tls[.]key = ".*open[.]key".*may read it/],
    [text, one.key, /tls[.]certificate = ".*text"/],
    [one.pem, two.key, /tls[.]key = ".*two[.]key".*mismatch/],
  ]) {
    const {status, stderr} = spawnSync(binary, ['serve', '--data', path.join(dir, 'data'), ...PORTS,
      ...(pem ? [`--tls.certificate=${pem}`] : []), ...(key ? [`--tls.key=${key}`] : [])],
    {encoding: 'utf8', timeout: RUN_MS});
    assert.equal(status, 1, stderr);
    assert.match(stderr, says);
  }
});

// A connection: whose certificate it was given, and what GET / answers on it.
class Visitor {
  static open(server) {
    const [host, port] = server.addresses.main.split(':');
    return new Promise((resolve, reject) => {
      const socket = tls.connect({host, port: Number(port), rejectUnauthorized: false}, () => {
        const name = socket.getPeerCertificate().subject.CN;
        resolve(Object.assign(new Visitor(), {socket, name}));
      }).once('error', reject);
    });
  }
  ask() {
    return new Promise((resolve, reject) => {
      this.socket.once('data', (data) => resolve(String(data))).once('error', reject)
          .once('close', () => reject(new Error('closed')));
      this.socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    });
  }
}

const reload = ({server: {options: {binary}}}) => withFiles(async (dir, one, two) => {
  const [pem, key, toml] = ['pem', 'key', 'toml'].map((end) => path.join(dir, `now.${end}`));
  const take = (pair) => { copyFileSync(pair.pem, pem); copyFileSync(pair.key, key); };
  take(one);
  writeFileSync(toml, 'log.level = "info"\n');
  const server = await Server.start({binary, adminPassword: '',
    flags: [`--tls.certificate=${pem}`, `--tls.key=${key}`, `--config=${toml}`]});
  try {
    const before = await Visitor.open(server);
    assert.equal(before.name, 'one');
    assert.match(await before.ask(), /^HTTP.1.1 200[^]*strict-transport-security: max-age=/i);
    take(two);
    server.child.kill('SIGHUP');
    await until(async () => {
      const next = await Visitor.open(server);
      next.socket.destroy();
      return next.name === 'two';
    }, 'the new certificate is shown');
    assert.match(await before.ask(), /^HTTP.1.1 200/);
    // What does not load changes nothing, and is said.
    writeFileSync(pem, 'broken');
    server.child.kill('SIGHUP');
    await until(() => /not reloaded: tls[.]certificate/.test(server.stderr), 'it is said');
    const after = await Visitor.open(server);
    assert.equal(after.name, 'two');
    take(two);
    // Once the level is taken, the next reload leaves no line of level info.
    writeFileSync(toml, 'log.level = "error"\n');
    server.child.kill('SIGHUP');
    assert.match(await after.ask(), /^HTTP.1.1 200/);
    await sleep(SETTLE_MS);
    const said = server.stderr.length;
    server.child.kill('SIGHUP');
    await sleep(SETTLE_MS);
    assert.equal(server.stderr.slice(said), '');
    assert.ok(server.alive);
    for (const visitor of [before, after]) visitor.socket.destroy();
  } finally {
    await server.stop();
  }
});

export const tests = [
  {name: 'TLS that is not whole does not start', body: refusals},
  {name: 'a certificate is renewed under open sockets', body: reload},
];
