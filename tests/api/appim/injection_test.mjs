// What no client means well, in every string of every operation and frame and in every condition:
// answered with a code of the contract, nothing else changes, and what is kept comes back as it
// was sent.
import assert from 'node:assert/strict';
import {AppimSocket} from '../../lib/appim_socket.mjs';
import {Dice, readOperations, requestOf} from '../../lib/appim_rows.mjs';
import {eachOf} from '../../lib/report.mjs';
import {unknownFields, valuesFor} from '../../tenants/values.mjs';
import {Tenant} from '../../tenants/world.mjs';

const AT_ONCE = 12;
const DEEP = 5000;

const CORPUS = [
  '\'', '"', '\'\'', '`', '\\', '\\\'', '\'--', '\' or \'1\'=\'1', '\' or 1=1 --', '") or ("1"="1',
  '\'; drop table message; --', '1; delete from users', '1 union select handle from users',
  '/* comment */', '*/', '--', '#', ';', '\u0000', 'a\u0000b', '\\u0000', '\ud800', '\u202e',
  '\ufeff', '\ufffd', '%', '%%', '_', '_____', '\\%', '%_%', '*', '?', '$1', '$', '$.a', '$[0]',
  '$..*', '@', 'a.b', 'a[0]', '{"a":1}', '[]', 'null', 'true', '0', '-1', '1e400', 'NaN', 'select',
  'NULL', '{{7*7}}', '${7*7}', '%s%n', '%00', '../../etc/passwd', '<script>', '\r\nSet-Cookie: a=b',
  'ｆｕｌｌ', '😀', 'e\u0301', '\u00e9', ' ', '\t', 'x'.repeat(300),
  'x'.repeat(20_000),
];
const IDS = new Set(['client_id', 'from_client', 'conv_id', 'msg_id', 'app_id', 'client_ids',
  'to_client_ids']);
const CLIENT = [211, 212, 4001, 4406];
// What may be answered where that field holds such a text and all others are as they should be.
const CODES = {
  client_id: CLIENT, from_client: CLIENT, client_ids: [0, ...CLIENT], to_client_ids: CLIENT,
  conv_id: [4011, 4001, 4406], msg_id: ['unknown message', 4001, 4406], app_id: [4002, 4001, 4406],
  where: [0, 211, 4001, 4406], token: [0, 'token invalid', 4001, 4406],
};
const OTHERS = [0, 4001, 4406];

// The places of a call that hold texts: [name of the field, (values, text) => puts it there].
function placesOf({fields, files}) {
  const texts = Object.entries(fields).filter(([name]) => !files.includes(name));
  return texts.flatMap(([name, schema]) => {
    const put = (make) => [name, (values, text) => { values[name] = make(text); }];
    if (schema.type === 'string') return [put((text) => text)];
    if (schema.type === 'array') return [put((text) => [text])];
    if (schema.type) return [];
    if (name === 'where') return whereMakers.map(([field, make]) => [`${name} ${field}`,
      (values, text) => { values.where = [['conv_id', '=', values.own], make(text)]; }]);
    if (IDS.has(name)) return [put((text) => text)];
    if (name === 'update') return [put((text) => ({conv_extend: {[text]: text}})),
      put((text) => ({[text]: {}}))];
    return [put((text) => text), put((text) => ({name: text})), put((text) => ({[text]: [text]}))];
  });
}

const FIELDS = ['conv_id', 'conv_type', 'conv_creater_id', 'user_id', 'client_id', 'client_num',
  'ctime', 'mtime', 'conv_extend.name', 'conv_extend.a.b'];
const whereMakers = [
  ['field', (text) => [text, '=', 'a']], ['path', (text) => [`conv_extend.${text}`, '=', 'a']],
  ['operator', (text) => ['conv_type', text, 3]],
  ['like', (text) => ['conv_extend.a', 'like', text]],
  ...FIELDS.flatMap((field) => [
    [field, (text) => [field, '=', text]], [`${field} in`, (text) => [field, 'in', [text]]],
    [`${field} between`, (text) => [field, 'between', [text, text]]],
  ]),
];

const codesFor = (place) => CODES[place.split(' ')[0]] ?? OTHERS;

// Texts that are ids of clients too, once somebody made them.
const isClientId = (text) => /^[0-9A-Za-z]{1,16}$/.test(text);
const namesClients = (place) => CODES[place] === CLIENT || place === 'client_ids';
const mayBe = (place, text) => !(namesClients(place) && isClientId(text));
// Relations of one field are alike: some texts each.
const FEW = /^where .* (in|between)$/;
const textsFor = (place) => CORPUS.filter((text, i) => mayBe(place, text) &&
    (!FEW.test(place) || i % 5 === place.length % 5));

function checkAnswer(place, asked, {status, json, text}) {
  // A line of HTTP that long is not read at all.
  if (status === 414) return;
  const wanted = codesFor(place);
  const fits = json && (wanted.includes(json.code) || (json.code === 1 &&
      wanted.includes(json.message ?? json.msg)));
  if (status !== 200 || !fits) {
    throw new Error(`${place}: ${asked.slice(0, 500)}\n  wanted ${wanted.join(', ')}\n  got ` +
        `${status} ${text.slice(0, 300)}`);
  }
}

// An application that the calls are made in, with a world of others that must stay as it is.
async function prepare(server) {
  const tenant = new Tenant(server, 'open', server.apps.open);
  const dice = new Dice(1);
  await tenant.fill(dice, 3);
  for (const id of tenant.conversations) {
    await tenant.must('POST', `/im/conversations/${id}/members`, {client_ids: tenant.steady});
  }
  const other = new Tenant(server, 'twin', server.apps.twin);
  await other.fill(dice);
  const group = (of, name) => of.must('POST', '/im/conversations', {client_id: 'byann',
    to_client_ids: ['bybob'], conv_type: 3, conv_extend: {name, a: {b: name}}});
  const still = [];
  for (const of of [tenant, other]) {
    for (const id of ['byann', 'bybob']) await of.must('POST', '/im/users', {client_id: id});
    const {conv_id: id} = await group(of, 'still');
    await of.must('POST', `/im/conversations/${id}/message`,
        {from_client: 'byann', type: -1, text: 'still here'});
    still.push({of, id});
  }
  return {tenant, dice, still};
}

// All that is known of those who stand by.
async function bystanders({still}) {
  const out = [];
  for (const {of, id} of still) {
    for (const path of ['/im/users/byann', '/im/users/bybob', `/im/conversations/${id}/members`,
      `/im/conversations/${id}/message`, '/im/conversations?where=[["user_id","=","byann"]]']) {
      out.push((await of.server.appim.request('GET', path, {headers: of.master})).text);
    }
  }
  return out;
}

async function callWith(world, operation, put, text) {
  const values = valuesFor(operation, world.tenant, world.dice);
  values.own = world.tenant.conversations[0];
  // Which fits any number of members.
  if (values.conv_type) {
    values.conv_type = 3;
    values.client_id = 'c0';
    values.to_client_ids = ['c1', 'c2'];
  }
  // Which is for members.
  delete values.transient;
  if (values.where) values.where = [['conv_id', '=', values.own]];
  put(values, text);
  delete values.own;
  const {method, path, body, type = 'application/json'} = requestOf(operation, values);
  const headers = {...world.tenant.master,
    ...(body === null ? {} : {'Content-Type': type})};
  const answer = await world.tenant.server.appim.request(method, path, {headers, body});
  return {answer, asked: `${method} ${path} ${body ?? ''}`};
}

async function everyOperation({server}) {
  const operations = await readOperations(server, server.options.binary);
  assert.deepEqual(unknownFields(operations), []);
  const world = await prepare(server);
  const before = await bystanders(world);
  const cases = operations.filter((o) => !o.frame).flatMap((operation) => placesOf(operation)
      .flatMap(([place, put]) => textsFor(place)
          .map((text) => ({operation, place, put, text}))));
  assert.ok(cases.length > 1000, `${cases.length} cases`);
  await eachOf(cases, AT_ONCE, async ({operation, place, put, text}) => {
    const {answer, asked} = await callWith(world, operation, put, text);
    checkAnswer(place, asked, answer);
  });
  assert.deepEqual(await bystanders(world), before);
}

async function everyFrame({server}) {
  const operations = await readOperations(server, server.options.binary);
  const world = await prepare(server);
  const before = await bystanders(world);
  const open = (frame) => (frame.path === 'login' ? AppimSocket.open(server)
    : AppimSocket.login(server, world.tenant.app, 'c0'));
  const {conv_id: own} = await world.tenant.must('POST', '/im/conversations',
      {client_id: 'c0', to_client_ids: ['c1'], conv_type: 3});
  const {msg_id: message} = await world.tenant.must('POST', `/im/conversations/${own}/message`,
      {from_client: 'c1', type: -1, text: 'a'});
  for (const frame of operations.filter((o) => o.frame)) {
    let socket = await open(frame);
    for (const [place, put] of placesOf(frame)) {
      for (const text of textsFor(place)) {
        const values = valuesFor(frame, world.tenant, world.dice);
        if (values.conv_id) values.conv_id = own;
        if (values.msg_id) values.msg_id = message;
        put(values, text);
        const answers = await socket.ask(frame.path, values);
        for (const answer of answers) {
          const code = answer.code ?? (answer.type === 'error' ? 4406 : 0);
          checkAnswer(place, JSON.stringify({type: frame.path, data: values}),
              {status: 200, json: {...answer, code}, text: JSON.stringify(answer)});
        }
        if (frame.path !== 'login') continue;
        socket.close();
        socket = await open(frame);
      }
    }
    socket.close();
  }
  assert.deepEqual(await bystanders(world), before);
}

// What is accepted is kept as it was sent, and found by exactly itself.
async function keptAsSent({server}) {
  const {tenant} = await prepare(server);
  const send = (path, value, method = 'POST') => server.appim.call(method, path, tenant.master,
      value);
  const mark = {mark: `kept ${Date.now()}`};
  // Half a character is shown as U+FFFD.
  const texts = CORPUS.filter((t) => t !== '\ud800');
  await eachOf(texts, AT_ONCE, async (text) => {
    const where = (conditions) => `/im/conversations?where=${encodeURIComponent(JSON.stringify(
        [...conditions, ['conv_extend.mark', '=', mark.mark]]))}`;
    const made = await send('/im/conversations', {client_id: 'c0', to_client_ids: ['c1', 'c2'],
      conv_type: 3, conv_extend: {...mark, name: text, [`k${text}`]: 'v'}});
    if (made.json.code !== 0) {
      assert.equal(made.json.code, 4406, made.text);
      return;
    }
    const id = made.json.data.conv_id;
    assert.equal(made.json.data.conv_extend.name, text);
    const found = async (condition) => {
      const {json} = await server.appim.request('GET', where([condition]),
          {headers: tenant.master});
      assert.equal(json.code, 0, `${condition}: ${JSON.stringify(json)}`);
      return json.data.data.map((c) => c.conv_id);
    };
    assert.deepEqual(await found(['conv_extend.name', '=', text]), [id]);
    assert.ok(!(await found(['conv_extend.name', '!=', text])).includes(id));
    if (!text.includes('.')) {
      assert.deepEqual(await found([`conv_extend.k${text}`, '=', 'v']), [id]);
    }
    const said = await send(`/im/conversations/${id}/message`,
        {from_client: 'c0', type: -1, text, attr: {[text]: text}, url: [text]});
    if (said.json.code !== 0) {
      assert.equal(said.json.code, 4406, said.text);
      return;
    }
    const {json} = await server.appim.request('GET', `/im/conversations/${id}/message`,
        {headers: tenant.master});
    const [item] = json.data.data;
    assert.equal(item.text, text);
    assert.deepEqual(item.attr, {[text]: text});
    assert.deepEqual(JSON.parse(item.url), [text]);
  });
}

async function headers({server}) {
  const {tenant} = await prepare(server);
  const get = (more) => server.appim.request('GET', '/im/users/c0',
      {headers: {...tenant.master, ...more}});
  // Of a header only what can stand in one.
  for (const text of CORPUS.filter((t) => /^[\x21-\x7e][\x20-\x7e]*$/.test(t) && t.length < 5000)) {
    assert.equal((await get({'app-id': text})).json.code, 4002, text);
    assert.equal((await get({'app-key': text})).json.code, 4002, text);
    assert.equal((await get({Authorization: text})).json.code, 0, text);
    const echoed = await get({'Request-Id': text});
    assert.equal(echoed.json.code, 0, text);
    assert.equal(echoed.json['request-id'], text.trim().slice(0, 128));
  }
}

// Bodies that no JSON library writes.
async function brokenBodies({server}) {
  const {tenant, still} = await prepare(server);
  const before = await bystanders({still});
  const path = `/im/conversations/${tenant.conversations[0]}/message`;
  const nested = (open, close) => open.repeat(DEEP) + close.repeat(DEEP);
  const bodies = [
    '', '{', '[]', '"a"', 'null', '{"from_client":"c0","type":-1,"text":"a"', '{"a":1}}',
    '{"from_client":"c0","type":-1,"text":"\\x"}',
    Buffer.from('{"from_client":"c0","type":-1,"text":"\xff\xfe"}', 'latin1'),
    `{"from_client":"c0","type":-1,"text":"a","attr":${nested('[', ']')}}`,
    `{"from_client":"c0","type":-1,"text":"a","attr":${nested('{"a":', '}')}}`,
    `{"from_client":${nested('[', ']')},"type":-1,"text":"a"}`,
    `{"from_client":"c0","type":1e999,"text":"a"}`, `{"from_client":"c0","type":-1.5,"text":"a"}`,
    `{"from_client":9${'9'.repeat(400)},"type":-1,"text":"a"}`,
    '{"from_client":"c0","from_client":"nobody","type":-1,"text":"a"}',
  ];
  for (const body of bodies) {
    const answer = await server.appim.request('POST', path, {body,
      headers: {...tenant.master, 'Content-Type': 'application/json'}});
    const shown = `${body.toString('latin1').slice(0, 80)}: ${answer.status} ${answer.text}`;
    assert.equal(answer.status, 200, shown);
    assert.ok([4001, 4406, 211].includes(answer.json?.code), shown);
  }
  assert.deepEqual(await bystanders({still}), before);
}

export const tests = [
  {name: 'every string of every operation', body: everyOperation},
  {name: 'every string of every frame', body: everyFrame},
  {name: 'what is accepted is kept as sent', body: keptAsSent},
  {name: 'headers', body: headers},
  {name: 'bodies that are no JSON', on: 'sqlite', body: brokenBodies},
];
