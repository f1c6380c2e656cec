// TLS of the listeners: what does not start, and certificates that are renewed under open sockets.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {chmodSync, copyFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import tls from 'node:tls';
import {certificate, withCertificates} from '../../lib/certificates.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {until} from '../../lib/report.mjs';
import {LISTENERS, Server} from '../../lib/server.mjs';

const RUN_MS = 20_000 * PATIENCE;
const DAY_MS = 86_400_000;
const PORTS = LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`);

const refusals = ({server: {options: {binary}}}) => withCertificates(async ({dir, one, two}) => {
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

const reload = ({server: {options: {binary}}}) => withCertificates(async (files) => {
  const {two, now, take} = files;
  const toml = path.join(files.dir, 'now.toml');
  writeFileSync(toml, 'log.level = "info"\n');
  const server = await Server.start({binary, adminPassword: '',
    flags: [...files.flags, `--config=${toml}`]});
  const koine = (...words) => spawnSync(binary, [...words, '--data', server.dataDir],
      {encoding: 'utf8', timeout: RUN_MS});
  const until_ = () => JSON.parse(koine('status', '--json').stdout).certificate_until;
  try {
    const before = await Visitor.open(server);
    assert.equal(before.name, 'one');
    assert.match(await before.ask(), /^HTTP.1.1 200[^]*strict-transport-security: max-age=/i);
    const days = (until_() - Date.now()) / DAY_MS;
    assert.ok(days > 1.9 && days < 2.1, `good for ${days} days`);
    assert.match(koine('status').stdout, /^certificate=good until \S+ \S+ UTC$/m);
    take(two);
    server.child.kill('SIGHUP');
    await until(async () => {
      const next = await Visitor.open(server);
      next.socket.destroy();
      return next.name === 'two';
    }, 'the new certificate is shown');
    assert.match(await before.ask(), /^HTTP.1.1 200/);
    // What does not load changes nothing, the level of the log neither, and is said.
    writeFileSync(now.pem, 'broken');
    writeFileSync(toml, 'log.level = "error"\n');
    server.child.kill('SIGHUP');
    await until(() => /not reloaded: tls[.]certificate/.test(server.stderr), 'it is said');
    const refused = koine('reload');
    assert.notEqual(refused.status, 0);
    assert.match(refused.stderr, /tls[.]certificate = ".*now[.]pem"/);
    assert.match(koine('log', 'level').stdout, /log[.]level is info/);
    const after = await Visitor.open(server);
    assert.equal(after.name, 'two');
    take(two);
    // What is not taken is named.
    writeFileSync(toml, 'log.level = "error"\nfiles.quota = "1g"\nthreads.slow = 1\n');
    const taken = JSON.parse(koine('reload', '--json').stdout);
    assert.deepEqual(taken,
        {level: 'error', certificate_until: until_(), needs_restart: ['files.quota']});
    assert.match(koine('reload').stdout, /^needs a restart: files[.]quota$/m);
    assert.match(await after.ask(), /^HTTP.1.1 200/);
    // The level is taken: a reload leaves no line of level info.
    const said = server.stderr.length;
    assert.equal(koine('reload').status, 0);
    assert.equal(server.stderr.slice(said), '');
    assert.ok(server.alive);
    for (const visitor of [before, after]) visitor.socket.destroy();
  } finally {
    await server.stop();
  }
});

// A certificate that is no longer good is served, as the one before it may be no better, and told.
const late = ({server: {options: {binary}}}) => withCertificates(async (files) => {
  const {dir, one, flags, take} = files;
  const server = await Server.start({binary, adminPassword: '', flags});
  const koine = (...words) => spawnSync(binary, [...words, '--data', server.dataDir],
      {encoding: 'utf8', timeout: RUN_MS});
  try {
    take(certificate(dir, 'old', {end: '200102000000Z', begin: '200101000000Z'}));
    assert.match(koine('reload').stdout, /certificate, no longer good since 2020-01-02/);
    assert.match(koine('status').stdout, /^certificate=no longer good since 2020-01-02/m);
    await until(() => /tls[.]certificate: .*now[.]pem: no longer good since 2020/
        .test(server.stderr), 'the log tells');
    const metrics = execFileSync('curl', ['-sk', `https://${server.addresses.metrics}/metrics`],
        {encoding: 'utf8'});
    assert.match(metrics, /^koine_certificate_good_until_seconds 1577923200$/m);
    take(one);
    assert.match(koine('reload').stdout, /certificate, good until/);
  } finally {
    await server.stop();
  }
});

// Without TLS at the start, the first certificate needs a restart.
const none = ({server: {options: {binary}}}) => withCertificates(async ({dir, now}) => {
  const toml = path.join(dir, 'now.toml');
  writeFileSync(toml, '');
  const server = await Server.start({binary, adminPassword: '', flags: [`--config=${toml}`]});
  try {
    writeFileSync(toml, `[tls]\ncertificate = "${now.pem}"\nkey = "${now.key}"\n`);
    const {stdout} = spawnSync(binary, ['reload', '--json', '--data', server.dataDir],
        {encoding: 'utf8', timeout: RUN_MS});
    assert.deepEqual(JSON.parse(stdout), {level: 'info', certificate_until: 0,
      needs_restart: ['tls.certificate', 'tls.key']});
  } finally {
    await server.stop();
  }
});

export const on = 'sqlite';
export const tests = [
  {name: 'TLS that is not whole does not start', body: refusals},
  {name: 'a certificate is renewed under open sockets', body: reload},
  {name: 'a certificate that is no longer good is told', body: late},
  {name: 'the first certificate needs a restart', body: none},
];
