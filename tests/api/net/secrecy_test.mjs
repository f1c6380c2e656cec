// What was given in confidence lies neither in the data nor in the log.
import assert from 'node:assert/strict';
import {readFileSync, readdirSync} from 'node:fs';
import path from 'node:path';
import {directChat, login, must, person} from '../../lib/world.mjs';

const SECRET = 'Confidential-7Q';

function filesBelow(dir) {
  return readdirSync(dir, {recursive: true, withFileTypes: true}).filter((one) => one.isFile())
      .map((one) => path.join(one.parentPath ?? one.path, one.name));
}

async function kept({start}) {
  const server = await start({flags: ['--log.level=debug']});
  const {http} = server;
  const ann = await person(http, 'ann');
  const bob = await person(http, 'bob');
  const words = [SECRET, `${SECRET}-wrong`];
  await must(http, 'PUT', `/user/${ann.id}/password`, ann.token,
      {oldPassword: ann.password, newPassword: SECRET});
  const {token, refresh} = await login(http, ann.name, SECRET);
  await http.call('POST', '/api/im/auth/login', null, {username: ann.name, password: words[1]});
  const chat = await directChat(http, {...ann, token}, bob);
  const text = `words for bob alone ${ann.id}`;
  await must(http, 'POST', '/message/send', token,
      {conversationId: chat.id ?? chat, content: text});
  await must(http, 'GET', '/conversation/list', token);
  for (const word of [...words, token, refresh, text]) {
    assert.ok(word && !server.stderr.includes(word), `the log has ${word}`);
  }
  const files = filesBelow(server.dataDir);
  assert.ok(files.some((file) => readFileSync(file).includes(text)), 'the message is there');
  for (const file of files) {
    const bytes = readFileSync(file);
    for (const word of [...words, token, refresh]) {
      assert.ok(!bytes.includes(word), `${path.basename(file)} has ${word}`);
    }
  }
}

// Of PostgreSQL the data are elsewhere.
export const on = 'sqlite';
export const tests = [
  {name: 'passwords and tokens lie neither in the data nor in the log', body: kept},
];
