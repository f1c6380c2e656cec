// A language model as a small server plays it: what it is asked, and what becomes of its answers.
import assert from 'node:assert/strict';
import http from 'node:http';
import {must, person} from '../../../lib/world.mjs';

const KEY = 'key-of-the-model';
const SLOW_MS = 5000;

class Model {
  constructor() {
    this.asked = [];  // {path, key, body}
    this.answer = (body) => ({choices: [{message: {role: 'assistant',
      content: `${body.model}: ${body.messages.at(-1).content}`}}]});
    this.status = 200;
    this.waitMs = 0;
  }

  static async start() {
    const model = new Model();
    model.server = http.createServer(async (request, response) => {
      const chunks = [];
      for await (const chunk of request) chunks.push(chunk);
      const body = JSON.parse(Buffer.concat(chunks).toString('utf8'));
      model.asked.push({path: request.url, key: request.headers.authorization, body});
      if (model.waitMs) await new Promise((resolve) => setTimeout(resolve, model.waitMs));
      response.writeHead(model.status, {'Content-Type': 'application/json'});
      const answer = model.answer(body);
      response.end(typeof answer === 'string' ? answer : JSON.stringify(answer));
    });
    await new Promise((resolve) => model.server.listen(0, '127.0.0.1', resolve));
    return model;
  }

  get flags() {
    return [`--ai.url=http://127.0.0.1:${this.server.address().port}/v1/`, `--ai.key=${KEY}`,
      '--ai.models=small,large', '--ai.timeout=2s', '--ai.per_day=8'];
  }

  async stop() {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

const chat = (client, who, value) => client.call('POST', '/api/im/ai/chat', who.token, value);

// seen: POST /api/im/ai/chat 200 操作成功
// seen: POST /api/im/ai/summarize 200 操作成功
// seen: POST /api/im/ai/chat 503 AI模型暂时没有回答，请稍后再试
async function talks({start}) {
  const model = await Model.start();
  const server = await start({flags: model.flags});
  const {http: client} = server;
  const [ann, bob] = await Promise.all([person(client, 'ann'), person(client, 'bob')]);
  assert.deepEqual(await must(client, 'GET', '/ai/models', ann.token), ['small', 'large']);
  const first = await must(client, 'POST', '/ai/chat', ann.token,
      {content: 'one', conversationId: 'conv_1', model: 'qwen', userId: bob.id});
  assert.deepEqual(first, {content: 'small: one', conversationId: 'conv_1', model: 'small'});
  const [{path, key, body}] = model.asked;
  assert.equal(path, '/v1/chat/completions');
  assert.equal(key, `Bearer ${KEY}`);
  assert.deepEqual(body, {model: 'small', messages: [{role: 'user', content: 'one'}],
    stream: false});
  await must(client, 'POST', '/ai/chat', ann.token,
      {content: 'two', conversationId: 'conv_1', model: 'large'});
  assert.deepEqual(model.asked[1].body, {model: 'large', stream: false, messages: [
    {role: 'user', content: 'one'}, {role: 'assistant', content: 'small: one'},
    {role: 'user', content: 'two'}]});
  // Another talk, and the same number of somebody else, are new ones; so is a forgotten one.
  await must(client, 'POST', '/ai/chat', ann.token, {content: 'x', conversationId: 'conv_2'});
  await must(client, 'POST', '/ai/chat', bob.token, {content: 'x', conversationId: 'conv_1'});
  await must(client, 'DELETE', '/ai/conversation/conv_1', ann.token);
  await must(client, 'POST', '/ai/chat', ann.token, {content: 'x', conversationId: 'conv_1'});
  for (const {body: {messages}} of model.asked.slice(2)) assert.equal(messages.length, 1);
  const sum = await must(client, 'POST', '/ai/summarize', ann.token, {content: 'long text'});
  assert.equal(sum.content, 'small: long text');
  assert.equal(model.asked.at(-1).body.messages[0].role, 'system');
  await model.stop();
}

async function failures({start}) {
  const model = await Model.start();
  const server = await start({flags: model.flags});
  const {http: client} = server;
  const ann = await person(client, 'ann');
  const refused = async (what) => {
    const {status, json} = await chat(client, ann, {content: 'one', conversationId: 'c'});
    assert.equal(status, 503, what);
    assert.equal(json.msg, 'AI模型暂时没有回答，请稍后再试', what);
  };
  const usual = model.answer;
  model.status = 500;
  await refused('a status of the model');
  model.status = 200;
  model.answer = () => 'not json';
  await refused('no JSON');
  model.answer = () => ({choices: []});
  await refused('no answer in it');
  // Others are served while it thinks.
  model.answer = usual;
  model.waitMs = SLOW_MS;
  const begun = Date.now();
  const slow = refused('too slow');
  await must(client, 'GET', '/user/profile', ann.token);
  await person(client, 'bob');
  await slow;
  assert.ok(Date.now() - begun < SLOW_MS, 'it waits no longer than ai.timeout');
  // What failed is not part of the talk.
  model.waitMs = 0;
  await must(client, 'POST', '/ai/chat', ann.token, {content: 'two', conversationId: 'c'});
  assert.equal(model.asked.at(-1).body.messages.length, 1);
  // Eight a day, answered or not.
  for (let i = 5; i < 8; ++i) await chat(client, ann, {content: 'x'});
  assert.equal((await chat(client, ann, {content: 'x'})).json.code, 429);
  await model.stop();
}

async function badSettings({start}) {
  await assert.rejects(start({flags: ['--ai.url=ftp://model', '--ai.models=a']}), /ai\.url/);
  await assert.rejects(start({flags: ['--ai.url=https://model.example.org']}), /ai\.models/);
  await assert.rejects(start({flags: ['--workbench.frame_hosts=https://a.example.org']}),
      /workbench\.frame_hosts/);
}

export const tests = [
  {name: 'a talk with a language model', body: talks},
  {name: 'a language model that fails, is slow, or is asked too often', body: failures},
  {name: 'settings of the language model that are none', on: 'sqlite', body: badSettings},
];
