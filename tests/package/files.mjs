// What can be said of the files of a release without installing them.
import assert from 'node:assert/strict';
import {createRequire} from 'node:module';
import {chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync,
  writeFileSync} from 'node:fs';
import {spawn} from 'node:child_process';
import {gunzipSync} from 'node:zlib';
import path from 'node:path';
import {load} from 'js-yaml';
import {must} from '../lib/world.mjs';
import {until} from '../lib/report.mjs';
import {PATIENCE} from '../lib/patience.mjs';
import {Elsewhere, freeAddresses, run} from './shell.mjs';
import {temporary, unpackImage} from './release.mjs';

const DEB_BYTES_MAX = 15_000_000;
const IMAGE_BYTES_MAX = 80_000_000;
const EXPOSURE_MAX = 2.0;
const START_MS = 20_000 * PATIENCE;
// What the image must not have: nobody needs it to serve.
const NO_SHELL = ['usr/bin/sh', 'usr/bin/bash', 'usr/bin/koine-certificate'];

export function sizes({release}) {
  const size = statSync(release.ending('.deb')).size;
  assert.ok(size < DEB_BYTES_MAX, `the package has ${size} bytes`);
  return `the package has ${(size / 1e6).toFixed(1)} MB`;
}

export async function sums({release}) {
  const listed = release.read('SHA256SUMS').toString().trim().split('\n')
      .map((line) => line.split(/\s+/)[1]);
  assert.deepEqual(listed, release.names.filter((name) =>
    !/^SHA256SUMS|\.pub$/.test(name)), 'every file has its sum');
  await run('sha256sum', ['--check', 'SHA256SUMS'], {cwd: release.dir});
  const verify = (file) => ['pkeyutl', '-verify', '-pubin', '-inkey',
    release.path('koine-release.pub'), '-rawin', '-in', file, '-sigfile',
    release.path('SHA256SUMS.sig')];
  await run('openssl', verify(release.path('SHA256SUMS')));
  const changed = release.read('SHA256SUMS');
  changed[0] ^= 1;
  const file = path.join(temporary('sums'), 'changed');
  writeFileSync(file, changed);
  await run('openssl', verify(file), {fails: 'Failure'});
}

// Packed in two directories, all files are the same; another revision has other bytes.
export function reproducible({release, again, next}) {
  assert.deepEqual(again.names, release.names);
  for (const name of release.names) {
    assert.ok(release.read(name).equals(again.read(name)), `${name} is not the same twice`);
  }
  assert.ok(!release.read('SHA256SUMS').equals(next.read('SHA256SUMS')));
}

// The list of parts is what its schema says, and has the libraries that the package carries.
export async function parts({release}) {
  const text = readFileSync(release.ending('.cdx.json'), 'utf8');
  const {Spec, Validation} = createRequire(import.meta.url)('@cyclonedx/cyclonedx-library');
  const validator = new Validation.JsonStrictValidator(Spec.Version.v1dot5);
  assert.equal(await validator.validate(text), null);
  const broken = {...JSON.parse(text), bomFormat: 'Koine'};
  assert.ok(await validator.validate(JSON.stringify(broken)), 'the schema refuses what is wrong');
  const {components} = JSON.parse(text);
  const uses = (use) => components.filter((one) =>
    one.properties.some((p) => p.name === 'koine:use' && p.value === use));
  assert.deepEqual(uses('carried').map((one) => one.name.replace(/[\d.-]+$/, '')).sort(),
      ['libfmt', 'libnats', 'libsimdjson', 'libspdlog']);
  for (const use of ['linked in', 'shared', 'web client']) {
    assert.ok(uses(use).length >= 5, `${uses(use).length} parts are ${use}`);
  }
  assert.ok(components.every((one) => one.version && one.purl && one.licenses.length));
  return `${components.length} parts`;
}

export async function unit({debFiles}) {
  const out = await run('systemd-analyze', ['security', '--offline=true', '--no-pager',
    path.join(debFiles, 'usr/lib/systemd/system/koine.service')]);
  const level = Number(/Overall exposure level for koine\.service: ([\d.]+)/.exec(out)?.[1]);
  assert.ok(level <= EXPOSURE_MAX, `exposure ${level}`);
  return `exposure ${level}`;
}

// What the example for Docker Compose says of the image is so.
export async function compose({release, debFiles}) {
  const example = path.join(debFiles, 'usr/share/doc/koine/examples/compose.yaml');
  const {services, volumes} = load(readFileSync(example, 'utf8'));
  const {koine, ...others} = services;
  assert.deepEqual(others, {});
  const image = await unpackImage(release.ending('-image.tar'));
  assert.deepEqual(image.tags, [koine.image]);
  for (const mapped of koine.ports) {
    const [, host, inside] = /^127\.0\.0\.1:(\d+):(\d+)$/.exec(mapped) ?? assert.fail(mapped);
    assert.equal(host, inside);
    assert.ok(image.config.config.ExposedPorts[`${inside}/tcp`], `${inside} is of no listener`);
  }
  assert.deepEqual(koine.volumes.map((one) => one.split(':')[1]),
      Object.keys(image.config.config.Volumes));
  assert.deepEqual(koine.volumes.map((one) => one.split(':')[0]), Object.keys(volumes));
  assert.ok(koine.read_only);
  assert.deepEqual(koine.cap_drop, ['ALL']);
  assert.deepEqual(koine.security_opt, ['no-new-privileges:true']);
}

// A series of the calendar, for which libical asks ICU's data, which the image has a part of.
async function calendar(server, ann) {
  await must(server.http, 'POST', '/schedule', ann.token, {title: 'Fridays',
    startTime: '2031-01-31 10:00:00', endTime: '2031-01-31 10:30:00', recurrenceType: 'CUSTOM',
    recurrenceRule: 'FREQ=MONTHLY;BYDAY=-1FR;COUNT=3'});
  const list = await must(server.http, 'GET',
      '/schedule/range?startTime=2031-01-01&endTime=2031-12-31', ann.token);
  assert.deepEqual(list.map((one) => one.startTime), ['2031-01-31 10:00:00',
    '2031-02-28 10:00:00', '2031-03-28 10:00:00']);
}

// The root that an image holds: {root, config, bytes, remove}.
async function rootOf(release) {
  const {layout, config, layer, loaded} = await unpackImage(release.ending('-image.tar'));
  assert.equal(layout.imageLayoutVersion, '1.0.0');
  assert.deepEqual(loaded, [layer]);
  const bytes = gunzipSync(readFileSync(layer)).length;
  assert.ok(bytes < IMAGE_BYTES_MAX, `the image has ${bytes} bytes, unpacked`);
  const root = path.join(temporary('image-root'), 'root');
  mkdirSync(root);
  chmodSync(path.dirname(root), 0o755);
  await run('tar', ['-xzf', layer, '-C', root, '--numeric-owner', '--same-owner']);
  for (const name of NO_SHELL) assert.ok(!existsSync(path.join(root, name)), `it has ${name}`);
  return {root, config, bytes};
}

// Starts a server with these words, lets `work` use it, and ends it.
async function serving(program, words, {address, env, work}) {
  const child = spawn(program, words, {env, stdio: ['ignore', 'ignore', 'pipe']});
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => { said += text; });
  const gone = new Promise((resolve) => { child.once('exit', resolve); });
  try {
    const server = new Elsewhere(address);
    await until(async () => child.exitCode !== null || server.answers(), 'the image serves',
        START_MS);
    assert.equal(child.exitCode, null, said);
    const {ann} = await server.firstMessage('from a container');
    await calendar(server, ann);
    await work();
  } finally {
    child.kill('SIGTERM');
    await gone;
  }
}

const pairs = (lines) => Object.fromEntries(lines.map((one) => one.split('=')));

// The image, unpacked, is a root in which the server serves as the image's user.
export async function image({release}) {
  const {root, config, bytes} = await rootOf(release);
  // What an engine for containers adds: /proc, and the volume with the image's owner.
  mkdirSync(path.join(root, 'proc'));
  await run('mount', ['-t', 'proc', 'proc', path.join(root, 'proc')]);
  const [user] = config.config.User.split(':').map(Number);
  const data = path.join(root, Object.keys(config.config.Volumes)[0]);
  chownSync(data, user, user);
  const {addresses, environment} = await freeAddresses();
  const env = {...pairs(config.config.Env), ...pairs(environment)};
  const inside = [`--userspec=${config.config.User}`, root];
  try {
    await serving('/usr/sbin/chroot', [...inside, ...config.config.Entrypoint,
      ...config.config.Cmd], {address: addresses.main, env, work: async () => {
      const [, program, ...words] = config.config.Healthcheck.Test;
      await run('/usr/sbin/chroot', [...inside, program, ...words], {env});
    }});
  } finally {
    await run('umount', [path.join(root, 'proc')]);
  }
  return `the image has ${(bytes / 1e6).toFixed(1)} MB unpacked, ` +
      `${(statSync(release.ending('-image.tar')).size / 1e6).toFixed(1)} MB packed`;
}

// What was built for 64-bit ARM says so, and serves with the libraries of its image where qemu is
// the machine.
export async function arm64({arm}) {
  const control = await run('dpkg-deb', ['-f', arm.ending('_arm64.deb')]);
  assert.match(control, /^Architecture: arm64$/m);
  assert.match(control, /^Depends: .*libsqlite3-0 \(>= /m);
  const {root, config, bytes} = await rootOf(arm);
  assert.equal(config.architecture, 'arm64');
  const {addresses, environment} = await freeAddresses();
  const env = {...process.env, ...pairs(environment), KOINE_DATA: path.join(root, 'data')};
  const program = path.join(root, config.config.Entrypoint[0]);
  await serving('qemu-aarch64-static', ['-L', root, program, 'serve'],
      {address: addresses.main, env, work: async () => {}});
  return `the image has ${(bytes / 1e6).toFixed(1)} MB unpacked, the package ` +
      `${(statSync(arm.ending('.deb')).size / 1e6).toFixed(1)} MB`;
}
