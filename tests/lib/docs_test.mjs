// Tests of what types the commands of documents.
import assert from 'node:assert/strict';
import {writeFileSync} from 'node:fs';
import path from 'node:path';
import {fileURLToPath} from 'node:url';
import {blocks, strayCommands} from '../docs/pages.mjs';
import {Shell} from '../docs/shell.mjs';

const FAKE = fileURLToPath(new URL('testdata/fake_koine.mjs', import.meta.url));
const sh = (text, word = '') => ({kind: 'sh', word, text});

async function inShell(body) {
  const shell = new Shell(FAKE);
  try {
    await body(shell);
  } finally {
    await shell.remove();
  }
}

export const docsTests = [
  {name: 'docs: blocks are found with what stands behind the fence', body() {
    const found = blocks('a\n```sh stopped\nkoine x\n```\n```\nanswer\n```\n');
    assert.deepEqual(found, [{line: 2, kind: 'sh', word: 'stopped', text: 'koine x\n'},
      {line: 5, kind: '', word: '', text: 'answer\n'}]);
    assert.throws(() => blocks('```sh\n'), /does not end/);
  }},
  {name: 'docs: commands outside of sh are told', body() {
    assert.deepEqual(strayCommands('```\n./dev test\n```\n    curl -s x\n```sh\ncurl x\n```\n'),
        [2, 4]);
    assert.deepEqual(strayCommands('```toml\nkoine = 1\n```\nsay curl x\n'), []);
  }},
  {name: 'docs: blocks share variables and functions, and a failure ends one', async body() {
    await inShell(async (shell) => {
      await shell.run('A=1\ntwo() { echo "$A"; }\n');
      await shell.run('[[ $(two) == 1 ]]\n');
      await assert.rejects(shell.run('false\ntrue\n'), /ended with 1/);
      await assert.rejects(shell.run('B=$(false | cat)\n'), /ended with 1/);
      await assert.rejects(shell.run('echo $NOBODY_SET_IT\n'), /unbound variable/);
    });
  }},
  {name: 'docs: a refusal in the body of an answer fails', async body() {
    await inShell(async (shell) => {
      const say = (name, text) => writeFileSync(path.join(shell.dir, name), text);
      say('good', '{"code":200}');
      say('also', '{"errCode":0}');
      say('text', 'code 500');
      say('bad', '{"code":4003,"msg":"no"}');
      const get = (name) => `curl -s file://$PWD/${name}\n`;
      for (const name of ['good', 'also', 'text']) await shell.run(get(name));
      await assert.rejects(shell.run(get('bad')), /refused/);
    });
  }},
  {name: 'docs: a server is started, moved and stopped as pages say', async body() {
    await inShell(async (shell) => {
      await shell.block(sh('true\n'));
      const port = shell.ports[8080];
      assert.ok(port > 0);
      assert.equal(shell.moved('curl localhost:8080/a 127.0.0.1:9999'),
          `curl localhost:${port}/a 127.0.0.1:9999`);
      await shell.block(sh('true\n', 'stopped'));
      assert.equal(shell.server, null);
      await shell.block(sh('build/release/koine serve --data ./data\n', 'starts'));
      assert.equal(shell.ports[8080], port);
    });
  }},
];
