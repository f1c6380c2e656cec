// `koine restore` into PostgreSQL that dies at its worst moments: no server opens what is left, and
// the same command finishes it.
import assert from 'node:assert/strict';
import {execFileSync} from 'node:child_process';
import {createHash} from 'node:crypto';
import {existsSync, mkdirSync, readFileSync, writeFileSync} from 'node:fs';
import path from 'node:path';
import {backup, done, emptyDatabase, koine} from '../../lib/backups.mjs';
import {png} from '../../lib/png.mjs';
import {temporaryDir} from '../../lib/server.mjs';
import {person, upload} from '../../lib/world.mjs';

// A pg_restore that kills who called it, before or after it did its work.
function deadlyRestore(dir) {
  const folder = path.join(dir, 'bin');
  mkdirSync(folder);
  const real = execFileSync('which', ['pg_restore'], {encoding: 'utf8'}).trim();
  writeFileSync(path.join(folder, 'pg_restore'), `#!/bin/sh
[ "$KILL_WHEN" = before ] || ${real} "$@"
kill -9 $PPID
`, {mode: 0o755});
  return (when) => ({PATH: `${folder}:${process.env.PATH}`, KILL_WHEN: when});
}

async function refuses(start, storeUrl, says) {
  const error = await start({storeUrl}).then(() => null, (e) => e);
  assert.match(error?.message ?? 'it started', says);
}

async function goesOn({start}) {
  const server = await start({});
  const dir = temporaryDir();
  const ann = await person(server.http, 'ann', 'restored');
  await upload(server.http, ann, 'one.png', png(8, 8));
  const {backup: made} = backup(server, path.join(dir, 'backups'));
  await upload(server.http, ann, 'two.png', png(9, 9));
  const {backup: other} = backup(server, path.join(dir, 'backups'));
  const storeUrl = emptyDatabase(server);
  const place = {options: {...server.options, storeUrl}};
  const data = path.join(dir, 'restored');
  const restore = (one, env) => koine(place, ['restore', one, '--data', data], env);
  const deadly = deadlyRestore(dir);
  for (const when of ['before', 'after']) {
    assert.equal(restore(made, deadly(when)).signal, 'SIGKILL', when);
    assert.ok(!existsSync(data), when);
    await refuses(start, storeUrl, /a restore into this store was broken off: run the same/);
  }
  const refused = restore(other);
  assert.equal(refused.status, 1);
  assert.match(refused.stderr, /holds another backup, whose restore was broken off/);
  // What is in the database is not put there again.
  assert.match(done(restore(made)), /restored/);
  assert.match(done(koine(place, ['check', '--data', data])), /all sound/);

  // All but the last step.
  const sum = createHash('sha256').update(readFileSync(path.join(made, 'backup.json')))
      .digest('hex');
  execFileSync('psql', [storeUrl, '-qXc', 'create table restore_state ' +
      `(backup text primary key); insert into restore_state values ('${sum}')`]);
  await refuses(start, storeUrl, /a restore into this store was broken off/);
  assert.match(restore(other).stderr, /is there and not empty/);
  assert.match(done(restore(made)), /restored/);
  assert.match(restore(made).stderr, /is there and not empty/);

  await server.signal('SIGTERM');
  const again = await start({dataDir: data, storeUrl});
  const {data: login} = (await again.http.call('POST', '/api/im/auth/login', null,
      {username: ann.name, password: ann.password})).json;
  assert.ok(login.token, 'who was there signs in');
  await again.signal('SIGTERM');
  // Somebody else's database stays as it is.
  const elsewhere = koine(place, ['restore', made, '--data', path.join(dir, 'more')]);
  assert.equal(elsewhere.status, 1);
  assert.match(elsewhere.stderr, /is not empty: name another database/);
}

export const on = 'postgresql';
export const release = true;
export const tests = [{name: 'restore: broken off in PostgreSQL it goes on', body: goesOn}];
