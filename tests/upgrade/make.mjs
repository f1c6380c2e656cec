#!/usr/bin/env node
// Writes the data of a released binary to tests/upgrade/, to be opened by all later ones:
// node tests/upgrade/make.mjs NAME PATH-OF-KOINE. Done once for each release, never again.
import {execFileSync} from 'node:child_process';
import {mkdtempSync, rmSync, writeFileSync} from 'node:fs';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {Postgres, binaries} from '../lib/postgres.mjs';
import {Server} from '../lib/server.mjs';
import {befriend, directChat, group, must, person, upload} from '../lib/world.mjs';

const TEXTS = ['first line', '第二行 🙂', 'x'.repeat(3000)];

// An older binary knows fewer settings than those which the tests of today give.
class OlderServer extends Server {
  args() {
    const help = execFileSync(this.options.binary, ['help'], {encoding: 'utf8'});
    return super.args().filter((arg) => !arg.startsWith('--') || arg === '--data' ||
      help.includes(`  ${arg.split('=')[0]} `));
  }
}

async function fill(server) {
  const {http} = server;
  const [ann, bob, cat] = [await person(http, 'ann'), await person(http, 'bob'),
    await person(http, 'cat')];
  await befriend(http, ann, bob);
  const direct = await directChat(http, ann, bob);
  const made = await group(http, bob, [ann, cat], 'three of us');
  const told = {};
  for (const [where, id, who] of [['direct', direct.conversationId ?? direct.id ?? direct, ann],
    ['group', made.conversationId ?? made.id ?? made, bob]]) {
    told[where] = {id, texts: TEXTS};
    for (const [i, content] of TEXTS.entries()) {
      await must(http, 'POST', '/message/send', who.token, {conversationId: id, type: 'TEXT',
        content, clientMsgId: `upgrade-${where}-${i}`});
    }
  }
  const content = 'a file from before';
  const file = await upload(http, ann, 'before.txt', content);
  const known = ({id, name, password}) => ({id, name, password});
  return {people: {ann: known(ann), bob: known(bob), cat: known(cat)}, told,
    file: {id: file.fileId ?? file.id, content}};
}

async function make(name, binary, store) {
  const data = mkdtempSync(path.join(tmpdir(), 'koine-before-'));
  const postgres = store === 'postgresql' ? await Postgres.start() : null;
  try {
    const storeUrl = await postgres?.database();
    const server = new OlderServer({binary, dataDir: data, storeUrl, adminPassword: ''});
    await server.launch();
    const all = await fill(server);
    await server.stop();
    if (storeUrl) {
      execFileSync(path.join(binaries(), 'pg_dump'), ['--no-owner', '--no-privileges', '-f',
        path.join(data, 'store.sql'), storeUrl]);
    }
    writeFileSync(path.join(data, 'told.json'), JSON.stringify(all, null, 1));
    execFileSync('tar', ['-C', data, '--owner=0', '--group=0', '-czf',
      path.join(import.meta.dirname, `${name}-${store}.tar.gz`), '.']);
  } finally {
    await postgres?.stop();
    rmSync(data, {recursive: true, force: true});
  }
}

const [name, binary] = process.argv.slice(2);
if (!binary) {
  console.error('node tests/upgrade/make.mjs NAME PATH-OF-KOINE');
  process.exit(2);
}
for (const store of ['sqlite', 'postgresql']) await make(name, path.resolve(binary), store);
process.exit(0);
