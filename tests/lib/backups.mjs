// The commands of backups, beside a server of a test.
import assert from 'node:assert/strict';
import {execFileSync, spawnSync} from 'node:child_process';
import {PATIENCE} from './patience.mjs';

const RUN_MS = 60_000 * PATIENCE;

// Runs the program with the store of a server: {status, signal, stdout, stderr}.
export function koine(server, words, env = {}) {
  const {binary, storeUrl} = server.options;
  const store = storeUrl ? [`--store.url=${storeUrl}`] : [];
  return spawnSync(binary, [...words, ...store],
      {encoding: 'utf8', timeout: RUN_MS, env: {...process.env, ...env}});
}

// What it said, if all went well.
export function done(answer) {
  assert.equal(answer.status, 0, answer.stderr + answer.stdout);
  return answer.stdout;
}

export const backup = (server, to, ...more) =>
  JSON.parse(done(koine(server, ['backup', '--to', to, '--json', '--data', server.dataDir,
    ...more])));

let databases = 0;
// Of PostgreSQL, beside that of the server; undefined with SQLite.
export function emptyDatabase({options: {storeUrl}}) {
  if (!storeUrl) return undefined;
  const name = `restored_${process.pid}_${databases++}`;
  execFileSync('psql', [storeUrl, '-qc', `create database ${name} template template0 ` +
    "encoding 'UTF8' locale 'C.UTF-8'"]);
  const url = new URL(storeUrl);
  url.pathname = `/${name}`;
  return url.href;
}
