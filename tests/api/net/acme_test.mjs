// Certificates of an authority that speaks ACME, got and renewed by certbot and by lego: the server
// answers their challenges, and takes the certificate by packaging/koine-certificate.
import assert from 'node:assert/strict';
import {execFile, execFileSync, spawnSync} from 'node:child_process';
import {existsSync, mkdirSync, readFileSync, readlinkSync, readdirSync, statSync,
  symlinkSync, writeFileSync} from 'node:fs';
import http from 'node:http';
import path from 'node:path';
import tls from 'node:tls';
import {fileURLToPath} from 'node:url';
import {promisify} from 'node:util';
import {AcmeServer} from '../../lib/acme.mjs';
import {withCertificates} from '../../lib/certificates.mjs';
import {PATIENCE} from '../../lib/patience.mjs';
import {LISTENERS, Server} from '../../lib/server.mjs';

const HOOK = fileURLToPath(new URL('../../../packaging/koine-certificate', import.meta.url));
const NAME = 'im.example.test';
const RUN_MS = 60_000 * PATIENCE;
const MISSING = 'is not installed (Debian packages certbot and lego)';
const run = promisify(execFile);

// Gives what the server at the plain address answers.
function ask(server, target, headers = {Host: NAME}, method = 'GET') {
  const [host, port] = server.addresses.http.split(':');
  return new Promise((resolve, reject) => {
    http.request({host, port, path: target, headers, method}, async (response) => {
      resolve({status: response.statusCode, location: response.headers.location,
        text: (await response.toArray()).join('')});
    }).once('error', reject).end();
  });
}

// What a new connection is shown.
function shown(server) {
  const [host, port] = server.addresses.main.split(':');
  return new Promise((resolve, reject) => {
    const socket = tls.connect({host, port, rejectUnauthorized: false}, () => {
      const {serialNumber, issuer, subjectaltname} = socket.getPeerCertificate();
      resolve({serial: parseInt(serialNumber, 16), issuer: issuer.CN, names: subjectaltname});
      socket.destroy();
    }).once('error', reject);
  });
}

// A program that is called `koine`, as the hook does.
function program(dir, binary) {
  const bin = path.join(dir, 'bin');
  mkdirSync(bin, {recursive: true});
  const own = path.join(bin, 'koine');
  if (!existsSync(own)) symlinkSync(path.resolve(binary), own);
  return {...process.env, PATH: `${bin}:${process.env.PATH}`};
}

const CLIENTS = {
  certbot: {
    args: ({dir, authority, webroot, hook}, again) => [
      ...(again ? ['renew', '--force-renewal', '--no-random-sleep-on-renew'] :
        ['certonly', '--webroot', '-w', webroot, '-d', NAME, '--deploy-hook', hook, '--agree-tos',
          '--register-unsafely-without-email']),
      '--server', authority.directory, '--non-interactive', '--config-dir', path.join(dir, 'conf'),
      '--work-dir', path.join(dir, 'work'), '--logs-dir', path.join(dir, 'logs')],
  },
  lego: {
    args: ({dir, authority, webroot, hook}, again) => ['--server', authority.directory,
      '--email', 'admin@example.test', '--accept-tos', '--domains', NAME, '--http',
      '--http.webroot', webroot, '--path', path.join(dir, 'lego'),
      ...(again ? ['renew', '--days', '1000', '--no-random-sleep', '--renew-hook', hook] :
        ['run', '--run-hook', hook])],
  },
};

const renewed = (name) => ({server: {options: {binary}}}) => withCertificates(async ({dir}) => {
  const webroot = path.join(dir, 'webroot');
  const to = path.join(dir, 'tls');
  mkdirSync(webroot);
  const server = await Server.start({binary, adminPassword: '',
    flags: ['--listen.http=127.0.0.1:0', `--tls.acme_webroot=${webroot}`]});
  const authority = await AcmeServer.start(dir, server.addresses.http);
  const group = execFileSync('id', ['-gn'], {encoding: 'utf8'}).trim();
  const hook = `${HOOK} --data ${server.dataDir} --to ${to} --group ${group}`;
  const client = (again) => run(name, CLIENTS[name].args({dir, authority, webroot, hook}, again),
      {env: program(dir, binary), timeout: RUN_MS, cwd: dir}).catch((e) => {
    if (e.code === 'ENOENT') throw new Error(`${name} ${MISSING}`);
    throw e;
  });
  try {
    await client(false);
    assert.deepEqual(readdirSync(to).sort(), ['fullchain.pem', 'privkey.pem']);
    assert.equal(statSync(path.join(to, 'privkey.pem')).mode & 0o777, 0o640);
    server.options.flags.push(`--tls.certificate=${to}/fullchain.pem`,
        `--tls.key=${to}/privkey.pem`);
    // The authority asks again where it asked before.
    server.options.flags[0] = `--listen.http=${server.addresses.http}`;
    await server.restart({kill: false});
    assert.deepEqual(await shown(server),
        {serial: 0x1000, issuer: 'test authority', names: `DNS:${NAME}`});
    const {pid} = server.child;
    await client(true);
    assert.equal((await shown(server)).serial, 0x1001);
    assert.equal(server.child.pid, pid, 'it went on');
    assert.ok(authority.asked.length >= 2);
    assert.equal(readdirSync(dir).filter((one) => one.startsWith('tls.')).length, 1,
        'the older files are gone');
  } finally {
    authority.stop();
    await server.stop();
  }
});

// The hook alone: what it refuses, and what the server does not take.
const hooked = ({server: {options: {binary}}}) => withCertificates(async ({dir, one, two}) => {
  const to = path.join(dir, 'tls');
  const env = program(dir, binary);
  const group = execFileSync('id', ['-gn'], {encoding: 'utf8'}).trim();
  const hook = (data, ...words) => spawnSync(HOOK, ['--data', data, '--to', to, '--group', group,
    ...words], {env, encoding: 'utf8', timeout: RUN_MS});
  // Before there is a server.
  const early = hook(path.join(dir, 'none'), one.pem, one.key);
  assert.equal(early.status, 0, early.stderr);
  assert.match(early.stdout, /no server runs at .*none; it takes the certificate when it starts/);
  const server = await Server.start({binary, adminPassword: '',
    flags: [`--tls.certificate=${to}/fullchain.pem`, `--tls.key=${to}/privkey.pem`]});
  try {
    assert.match(hook(server.dataDir, two.pem, two.key).stdout, /reloaded .* good until/);
    const kept = readlinkSync(to);
    for (const [words, says] of [
      [[one.pem, two.key], /not taken, and .*tls is as before: .*tls[.]key = .*mismatch/],
      [[one.pem, path.join(dir, 'gone')], /gone cannot be read/],
      [[one.pem], /usage: koine-certificate/],
      [[], /usage: koine-certificate/],
    ]) {
      const {status, stderr} = hook(server.dataDir, ...words);
      assert.notEqual(status, 0, words.join(' '));
      assert.match(stderr, says);
      assert.equal(readlinkSync(to), kept);
      assert.equal(readFileSync(path.join(to, 'fullchain.pem'), 'utf8'),
          readFileSync(two.pem, 'utf8'));
    }
    assert.equal(readdirSync(dir).filter((name) => name.startsWith('tls.')).length, 1);
    await server.restart();  // what it left behind starts
  } finally {
    await server.stop();
  }
  const plain = path.join(dir, 'plain');
  mkdirSync(plain);
  const wrong = spawnSync(HOOK, ['--to', plain, one.pem, one.key], {env, encoding: 'utf8'});
  assert.equal(wrong.status, 1);
  assert.match(wrong.stderr, /plain is no symbolic link/);
});

// What listen.http answers, with TLS and without.
const plain = ({server: {options: {binary}}}) => withCertificates(async ({dir, flags}) => {
  const challenges = path.join(dir, 'webroot/.well-known/acme-challenge');
  mkdirSync(challenges, {recursive: true});
  writeFileSync(path.join(challenges, 'abc_-9'), 'abc.print');
  writeFileSync(path.join(dir, 'webroot/.well-known/secret'), 'secret');
  symlinkSync('../secret', path.join(challenges, 'link'));
  const own = ['--listen.http=127.0.0.1:0', `--tls.acme_webroot=${path.join(dir, 'webroot')}`];
  const server = await Server.start({binary, adminPassword: '', flags: own});
  const at = '/.well-known/acme-challenge/';
  const check = async (elsewhere) => {
    assert.deepEqual(await ask(server, `${at}abc_-9`),
        {status: 200, location: undefined, text: 'abc.print'});
    for (const target of ['none', 'link', '..%2fsecret', '../secret', '', 'a.b', 'x'.repeat(200)]) {
      assert.equal((await ask(server, at + target)).status, 404, target);
    }
    const home = await ask(server, '/deep/link?a=1');
    assert.deepEqual([home.status, home.location], elsewhere);
  };
  try {
    await check([404, undefined]);
    const port = server.addresses.main.split(':')[1];
    server.options.flags = [...own, ...flags];
    await server.restart({kill: false});
    await check([308, `https://${NAME}:${port}/deep/link?a=1`]);
    assert.equal((await ask(server, '/', {Host: 'a b/@c'})).location, undefined);
    assert.equal((await ask(server, '/', {Host: '[::1]:80'})).location, `https://[::1]:${port}/`);
    assert.equal((await ask(server, '/api/im/auth/login', {Host: NAME}, 'POST')).status, 404);
    server.options.flags.push('--public_url=https://chat.example.test/');
    await server.restart({kill: false});
    await check([308, 'https://chat.example.test/deep/link?a=1']);
  } finally {
    await server.stop();
  }
  const file = path.join(dir, 'file');
  writeFileSync(file, '');
  for (const [words, says] of [
    [[`--tls.acme_webroot=${dir}`], /tls[.]acme_webroot = .* needs listen[.]http/],
    [['--listen.http=127.0.0.1:0', `--tls.acme_webroot=${dir}/none`], /none.*No such file/],
    [['--listen.http=127.0.0.1:0', `--tls.acme_webroot=${file}`], /file.* is no directory/],
  ]) {
    const {status, stderr} = spawnSync(binary, ['serve', '--data', path.join(dir, 'data'),
      ...LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`), ...words],
    {encoding: 'utf8', timeout: RUN_MS});
    assert.equal(status, 1, stderr);
    assert.match(stderr, says);
  }
});

export const on = 'sqlite';
export const release = true;
export const tests = [
  {name: 'listen.http answers challenges and leads to https', body: plain},
  {name: 'a certificate that the server does not take is not kept', body: hooked},
  {name: 'certbot gets and renews a certificate', body: renewed('certbot')},
  {name: 'lego gets and renews a certificate', body: renewed('lego')},
];
