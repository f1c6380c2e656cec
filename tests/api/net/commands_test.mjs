// The words of the command line: what is not understood is refused, help is there for all.
import assert from 'node:assert/strict';
import {spawnSync} from 'node:child_process';
import {existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {PATIENCE} from '../../lib/patience.mjs';
import {LISTENERS, Server} from '../../lib/server.mjs';

const RUN_MS = 20_000 * PATIENCE;
const PORTS = LISTENERS.map((name) => `--listen.${name}=127.0.0.1:0`);

function koine(binary, args, env = {}) {
  const {status, stdout, stderr} = spawnSync(binary, args,
      {encoding: 'utf8', timeout: RUN_MS, env: {...process.env, ...env}});
  return {status, stdout, stderr};
}

const FLAGS = ['ruoyi.registration', 'wallet.auto_confirm_recharge', 'redpacket.allow_anonymous',
  'redpacket.trust_loopback', 'openim.plain_object_urls', 'demo', 'test.clock', 'test.passwords'];

async function truth({server: {options: {binary}}}) {
  for (const name of FLAGS) {
    for (const [word, is] of [['false', 'false'], ['no', 'no'], ['on', 'on'], ['1', '1']]) {
      const {status, stdout, stderr} = koine(binary, ['config', `--${name}`, word]);
      assert.equal(status, 0, stderr);
      assert.match(stdout, new RegExp(`^${name.replace('.', '[.]')} = ${is}  # flag`, 'm'));
    }
  }
}

async function refusals({server: {options: {binary}}}) {
  const dir = path.join(tmpdir(), `koine-never-made-${process.pid}`);
  for (const [args, says] of [
    [['serve', '--data', dir, 'fales'], /serve does not take the word fales/],
    [['serve', '--data', dir, '--demo', 'nope'], /nope/],
    [['config', 'x'], /config does not take the word x/],
    [['vacuum', '--data', dir, 'x'], /vacuum does not take the word x/],
    [['reindex', '--data', dir, 'x'], /cannot make sense of 'x'/],
    [['routes', '--jsno'], /routes does not take --jsno/],
    [['routes', '--json', 'x'], /routes does not take/],
    [['version', 'x'], /version does not take x/],
    [['help', 'no-such'], /there is no command no-such/],
    [['sevre'], /there is no command sevre/],
    [['serve', '--data', dir, '--data', dir], /--data is given twice/],
    [['serve', '--data='], /data = "".*must not be empty/],
    [['serve', '--data', '--demo'], /--data needs a value/],
  ]) {
    const {status, stdout, stderr} = koine(binary, args);
    assert.equal(status, 2, args.join(' '));
    assert.match(stderr, says);
    assert.equal(stdout, '');
  }
  assert.ok(!existsSync(dir));
}

async function environment({server: {options: {binary}}}) {
  const foreign = koine(binary, ['config'], {KOINE_PORT: 'tcp://10.0.0.1:80', KOINE_BIN: '/x',
    KOINE_SERVICE_HOST: '10.0.0.1'});
  assert.equal(foreign.status, 0, foreign.stderr);
  for (const name of ['KOINE_PORT', 'KOINE_BIN', 'KOINE_SERVICE_HOST']) {
    assert.match(foreign.stderr, new RegExp(`warning: environment ${name} is no setting`));
  }
  const slip = koine(binary, ['config'], {KOINE_LISTEN_MIAN: '1'});
  assert.equal(slip.status, 2);
  assert.match(slip.stderr, /did you mean KOINE_LISTEN_MAIN/);
}

async function help({server: {options: {binary}}}) {
  const all = koine(binary, ['help']).stdout;
  for (const name of ['serve', 'reindex', 'vacuum', 'secret', 'cluster', 'user', 'invite', 'app',
    'admin', 'audit', 'log', 'reload', 'status', 'routes', 'config', 'help', 'version']) {
    assert.match(all, new RegExp(`^  ${name}\\b`, 'm'));
    for (const args of [[name, '--help'], [name, '-h'], ['help', name]]) {
      const {status, stdout, stderr} = koine(binary, args);
      assert.equal(status, 0, `${args.join(' ')}: ${stderr}`);
      assert.match(stdout, new RegExp(`^usage: koine ${name}\\b`));
    }
  }
  assert.match(koine(binary, ['serve', '--help']).stdout, /--listen[.]main <text>/);
}

// Only `serve` makes a store; secrets that know one do not begin with an empty one.
async function stores({server: {options: {binary}}}) {
  const dir = mkdtempSync(path.join(tmpdir(), 'koine-stores-'));
  try {
    const typo = path.join(dir, 'typo');
    for (const words of [['secret', 'openim'], ['secret', 'adopt'], ['app', 'create', 'shop'],
      ['app', 'list'], ['audit', 'wallet'], ['user', 'list'], ['invite'],
      ['cluster', 'status'], ['reindex'], ['vacuum']]) {
      const {status, stdout, stderr} = koine(binary, [...words, '--data', typo]);
      assert.equal(status, 1, `${words}: ${stdout}`);
      assert.match(stderr, /no store at/);
      assert.ok(!existsSync(typo), `${words} made it`);
    }
    for (const words of [['status'], ['reload'], ['log', 'level']]) {
      const {status, stderr} = koine(binary, [...words, '--data', typo]);
      assert.equal(status, 1);
      assert.match(stderr, /no server runs with \/.*koine serve --data/);
      assert.ok(!existsSync(typo), `${words} made it`);
    }
    const data = path.join(dir, 'data');
    const server = await Server.start({binary, dataDir: data});
    await server.stop();
    assert.equal(koine(binary, ['secret', 'openim', '--data', data]).status, 0);
    assert.equal(koine(binary, ['app', 'list', '--data', data]).status, 0);
    for (const name of readdirSync(data)) {
      if (name.startsWith('koine.db')) rmSync(path.join(data, name));
    }
    for (const empty of [false, true]) {
      if (empty) writeFileSync(path.join(data, 'koine.db'), '');
      const {status, stderr} = koine(binary, ['serve', '--data', data, ...PORTS]);
      assert.equal(status, 1);
      assert.match(stderr, /no store at .*secrets\.toml belongs to one: restore/);
    }
  } finally {
    rmSync(dir, {recursive: true, force: true});
  }
}

export const on = 'sqlite';
export const tests = [
  {name: 'only serve makes a store, and not beside old secrets', body: stores},
  {name: 'a truth flag takes the word that follows', body: truth},
  {name: 'what a command does not take is refused', body: refusals},
  {name: 'variables of others are ignored, slips are refused', body: environment},
  {name: 'each command has help', body: help},
];
