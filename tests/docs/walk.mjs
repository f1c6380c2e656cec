// The first year of an operator who knows nothing but the README: its blocks ```sh walked run as
// written, one after the other, and between them people do what the text says of them.
import assert from 'node:assert/strict';
import {HttpClient} from '../lib/http.mjs';
import {until} from '../lib/report.mjs';
import {befriend, directChat, login, must} from '../lib/world.mjs';
import {blocks, read} from './pages.mjs';
import {Shell} from './shell.mjs';

// The second one says the same in Chinese.
export const PAGES = ['README.md', 'README.zh-CN.md'];
const [PAGE, CHINESE] = PAGES;
const PASSWORD = 'kettle-on-42';
const WORDS = 'one message of ann';

// Nobody gave this server a password.
class PlainShell extends Shell {
  env() {
    const {KOINE_ADMIN_PASSWORD: _, ADMIN_PASSWORD: __, ...rest} = super.env();
    return rest;
  }
}

class Walk {
  constructor(shell, database) {
    Object.assign(this, {shell, database, people: {}, first: ''});
  }

  get http() { return new HttpClient(`http://127.0.0.1:${this.shell.ports[8080]}`); }

  // What ben reads in the chat with ann, whoever serves it now.
  async read() {
    const {ben, chat} = this.people;
    const {token} = await login(this.http, ben.name, PASSWORD);
    const page = await must(this.http, 'GET', `/message/list/${chat}?pageSize=10`, token);
    return JSON.stringify(page);
  }

  async serve(block) {
    this.first = block.text;
    await this.shell.block({...block, word: 'starts'});
    const [, code] = /no administrator yet: .*\n\s+\S+\/#\/reset\/(\S+)/
        .exec(await this.told(/reset/)) ?? [];
    await must(this.http, 'POST', '/auth/reset', null, {code, newPassword: PASSWORD});
    const admin = await must(this.http, 'POST', '/auth/login', null,
        {username: 'admin', password: PASSWORD});
    assert.equal(admin.userInfo.role, 'SUPER_ADMIN');
  }

  // What the server said, once it is there.
  async told(pattern) {
    const {server} = this.shell;
    await until(() => pattern.test(server.output), `the server says ${pattern}`);
    return server.output;
  }

  async invite(block) {
    for (const name of ['ann', 'ben']) {
      const account = {username: name, password: PASSWORD, nickname: name};
      const refused = await this.http.call('POST', '/api/im/auth/register', null, account);
      assert.notEqual(refused.json.code, 200, 'nobody comes without a code');
      const [, invitation] = /invitation (\S+),/.exec(await this.shell.run(block.text));
      await must(this.http, 'POST', '/auth/register', null, {...account, invitation});
      const {token} = await login(this.http, name, PASSWORD);
      const {id} = await must(this.http, 'GET', '/user/info', token);
      this.people[name] = {id, name, token};
    }
    const {ann, ben} = this.people;
    await befriend(this.http, ann, ben);
    this.people.chat = await directChat(this.http, ann, ben);
    const id = await must(this.http, 'POST', '/message/send', ann.token,
        {conversationId: this.people.chat, type: 'TEXT', content: WORDS});
    await this.shell.run(`MESSAGE=${Number(id)}\n`);
    assert.ok((await this.read()).includes(WORDS));
  }

  async trace(block) {
    const text = await this.shell.run(block.text);
    assert.match(text, /stored/i);
    assert.ok(!text.includes(WORDS), 'a trace tells no words');
  }

  async backup(block) {
    await this.shell.run(block.text);
    await this.shell.run('build/release/koine verify ./backups\n');
  }

  // What was restored serves what there was.
  async restore(block) {
    await this.shell.run(block.text);
    await this.serveAgain('build/release/koine serve --data ./restored\n');
    await this.serveAgain(this.first);
  }

  async serveAgain(text) {
    await this.shell.block({word: 'starts', text});
    assert.ok((await this.read()).includes(WORDS), text);
  }

  async upgrade(block) {
    const checks = block.text.includes('--check');
    if (!checks) await this.shell.stop();
    assert.match(await this.shell.run(block.text), /the schema is at|way back/);
    if (!checks) await this.serveAgain(this.first);
  }

  async move(block) {
    await this.shell.stop();
    await this.shell.run(`DATABASE=${this.database}\n`);
    await this.shell.run(block.text);
    await this.serveAgain(this.first.replace('serve', 'serve --store.url "$DATABASE"'));
    assert.match(await this.shell.run('build/release/koine status --data ./data\n'),
        /engine=postgresql/);
  }
}

export async function walk(context) {
  const walked = (page) => blocks(read(context.root, page)).filter(({word}) => word === 'walked');
  const found = walked(PAGE);
  assert.deepEqual(walked(CHINESE).map(({text}) => text), found.map(({text}) => text),
      `${CHINESE} has other commands`);
  const commands = found.map(({text}) => /^build\/release\/koine (\w+)/.exec(text)?.[1]);
  assert.deepEqual(commands,
      ['serve', 'invite', 'trace', 'backup', 'restore', 'upgrade', 'upgrade', 'move']);
  for (const {text, line} of found) {
    assert.equal(text.trim().split('\n').length, 1, `${PAGE}:${line} is one command`);
  }
  const shell = new PlainShell(context.binary);
  try {
    const one = new Walk(shell, await context.newDatabase());
    for (const [i, block] of found.entries()) {
      try {
        await one[commands[i]](block);
      } catch (e) {
        e.message = `${PAGE}:${block.line}: ${e.message}`;
        throw e;
      }
    }
  } finally {
    await shell.remove();
  }
}
