// Shows /openapi.json, the documents that it names and /asyncapi.json: operations by tag,
// searchable, with schemas, examples and a form to send them (doc_try.js).
'use strict';

const texts = {
  en: {
    other: '中文', search: 'Search path, name or field …',
    count: (n) => (n === 1 ? '1 operation' : `${n} operations`),
    login: 'login', open: 'open', parameters: 'Parameters', body: 'Request body',
    answer: 'Answer: data', refusals: 'Refusals', frame: 'Frame',
    example: 'Example', required: 'required', none: 'nothing',
    empty: 'Nothing matches.', failed: 'The document could not be loaded: ',
    documents: 'The same for programs: ', needs: 'Needs a login: header ', free: 'Needs no login',
  },
  zh: {
    other: 'English', search: '搜索路径、名称或字段 …',
    count: (n) => `${n} 个接口`,
    login: '需登录', open: '公开', parameters: '参数', body: '请求体',
    answer: '响应：data', refusals: '错误响应', frame: '帧', example: '示例', required: '必填', none: '无',
    empty: '没有匹配的接口。', failed: '无法加载接口文档：',
    documents: '供程序读取：', needs: '需要登录：请求头 ', free: '无需登录',
    frames: 'WebSocket 帧',
  },
};
// Headings of the groups, by tag.
const groups = {
  auth: ['Sign-in', '登录认证'], user: ['Users', '用户'], message: ['Messages', '消息'],
  conversation: ['Conversations', '会话'], contact: ['Contacts', '联系人'],
  group: ['Groups', '群组'], groups: ['Groups, by another path', '群组（另一路径）'],
  friend: ['Friends', '好友'], blacklist: ['Blocked users', '黑名单'],
  session: ['Conversations, for older clients', '会话（旧客户端）'],
  conversationMember: ['Conversations, for older clients', '会话（旧客户端）'],
  msg: ['Messages', '消息'], mention: ['Mentions', '@提及'], search: ['Search', '搜索'],
  file: ['Files', '文件'], object: ['Objects', '对象'], storage: ['Downloads', '下载'],
  'video-call': ['Calls', '通话'], webrtc: ['Calls', '通话'],
  redPackage: ['Red packets', '红包'], red: ['Red packet service', '红包服务'],
  notification: ['Notifications', '通知'], complaint: ['Complaints', '投诉'],
  config: ['Settings', '设置'], features: ['Features', '功能'], captcha: ['Captcha', '验证码'],
  admin: ['Administration', '管理'], statistics: ['Statistics', '统计'], third: ['Devices', '设备'],
  socket: ['WebSocket: what clients send', 'WebSocket：客户端发送'],
  events: ['WebSocket: what the server sends', 'WebSocket：服务端推送'],
  health: ['Health', '健康检查'], csrf: ['CSRF', 'CSRF'],
};

let language = localStorage.getItem('doc.language') ||
  (navigator.language.startsWith('zh') ? 'zh' : 'en');
let documents = [];
let schemas = {};
let schemes = {};
let answers = {};
let sockets = {};
const t = (key) => texts[language][key];

function el(tag, className, ...children) {
  const node = document.createElement(tag);
  if (className) node.className = className;
  node.append(...children.filter((child) => child !== null));
  return node;
}

// --- schemas

function resolve(schema) {
  let target = schema || {};
  for (let i = 0; i < 8 && target.$ref; ++i) {
    target = schemas[target.$ref.split('/').pop()] || {};
  }
  return target;
}

// A schema without what says that it may be null.
function some(schema) {
  const [only] = ((schema && schema.anyOf) || []).filter((one) => one.type !== 'null');
  if (only) return only;
  return (schema && schema.allOf) ? schema.allOf[0] : schema;
}

const mayBeNull = (schema) => Boolean(schema) && (
  (schema.anyOf || []).some((one) => one.type === 'null') ||
  (Array.isArray(schema.type) && schema.type.includes('null')));

function typeOf(schema) {
  const { type } = schema;
  return Array.isArray(type) ? type.find((one) => one !== 'null') : type;
}

function limits(schema) {
  const out = [];
  const range = (from, to, unit) => {
    if (from === undefined && to === undefined) return;
    const ends = to === undefined ? `≥ ${from}` : from === undefined ? `≤ ${to}` : `${from}–${to}`;
    out.push(unit ? `${ends} ${unit}` : ends);
  };
  range(schema.minimum, schema.maximum, '');
  range(schema.minLength, schema.maxLength, language === 'zh' ? '个字符' : 'characters');
  range(schema.minItems, schema.maxItems, language === 'zh' ? '项' : 'items');
  if (schema.enum) out.push(schema.enum.filter((one) => one !== null).join(' | '));
  return out.join(', ');
}

function typeName(schema) {
  const inside = some(schema);
  const real = resolve(inside);
  const name = inside && inside.$ref ? inside.$ref.split('/').pop() : '';
  let text = typeOf(real) || 'any';
  if (text === 'array') text = `${typeName(real.items)}[]`;
  else if (name && text === 'object') text = name;
  else if (real.format) text = real.format;
  else if (real.contentMediaType) text = 'file';
  else if (real.contentEncoding) text = real.contentEncoding;
  return mayBeNull(schema) || mayBeNull(real) ? `${text} | null` : text;
}

// The objects inside a type, so that their members can be shown below it.
function inner(schema) {
  let real = resolve(some(schema));
  while (typeOf(real) === 'array') real = resolve(some(real.items));
  return real.properties ? real : null;
}

function rowsOf(schema, prefix, depth, rows) {
  const object = inner(schema);
  if (!object) return rows;
  const required = object.required || [];
  for (const [name, field] of Object.entries(object.properties)) {
    rows.push([prefix + name, field, required.includes(name)]);
    if (depth < 3) {
      const list = typeOf(resolve(some(field))) === 'array' ? '[]' : '';
      rowsOf(field, `${prefix}${name}${list}.`, depth + 1, rows);
    }
  }
  return rows;
}

function table(rows) {
  const body = el('tbody');
  for (const [name, schema, required] of rows) {
    const note = el('td');
    if (required) note.append(el('em', '', t('required')), ' ');
    note.append(limits(resolve(some(schema))));
    body.append(el('tr', '', el('td', '', name), el('td', '', typeName(schema)), note));
  }
  return el('table', '', body);
}

// --- operations

function operationsOf(document) {
  const out = [];
  for (const [path, methods] of Object.entries(document.paths)) {
    for (const [method, operation] of Object.entries(methods)) {
      const group = (operation.tags || ['other']).at(-1);
      out.push({ path, method, operation, group, document });
    }
  }
  for (const { type, operation } of document['x-frames']) {
    out.push({ path: type, method: 'frame', operation, group: operation.tags.at(-1) });
  }
  for (const event of document['x-events']) {
    const operation = { ...event, tags: [event.dialect, 'events'], security: [] };
    out.push({ path: event.type, method: 'event', operation, group: 'events' });
  }
  return out;
}

// Frames that are read without an operation: they sign in, or keep alive.
function greetings(known) {
  const ids = new Set(known.map((one) => one.operation.operationId));
  const own = Object.entries(sockets.operations || {})
    .filter(([id, { action }]) => action === 'receive' && !ids.has(id));
  return own.map(([id, { channel }]) => {
    const message = sockets.components.messages[id];
    const tags = [channel.$ref.split('/').pop(), 'socket'];
    const content = { 'application/json': { schema: message.payload } };
    const operation = { ...message, tags, security: [], requestBody: { content } };
    return { path: message.name, method: 'frame', operation, group: 'socket' };
  });
}

function linksToDocuments() {
  const paths = ['/openapi.json', ...(documents[0]['x-elsewhere'] || []), '/asyncapi.json'];
  const links = paths.flatMap((path) => {
    const link = el('a', '', path);
    link.href = path;
    return [link, ' '];
  });
  return el('p', 'note', t('documents'), ...links);
}

// What an operation does: in the language of the page, then in the other one.
function summariesOf(operation) {
  const both = [operation.summary, operation['x-summary-zh'] || operation.summary];
  return language === 'zh' ? both.reverse() : both;
}

function textOf(one) {
  const body = one.operation.requestBody;
  const schema = body && Object.values(body.content)[0].schema;
  const fields = rowsOf(schema, '', 0, []).map((row) => row[0]);
  const parameters = (one.operation.parameters || []).map((p) => p.name);
  return [one.method, one.path, ...summariesOf(one.operation), one.group, one.operation.description,
    ...fields, ...parameters, ...(groups[one.group] || [])].join(' ').toLowerCase();
}

// [status, number, words] of every refusal.
function refusalsOf(responses) {
  return Object.entries(responses).flatMap(([status, response]) => {
    const real = response.$ref ? answers[response.$ref.split('/').pop()] : response;
    const { examples } = (real.content && real.content['application/json']) || {};
    return Object.values(examples || {}).map(({ value }) => {
      const words = [value.msg, value.message, value.errMsg, value.errDlt,
        ...Object.values(value.data || {})];
      return [`HTTP ${status}`, String(value.code ?? value.errCode),
        words.filter(Boolean).join(' · ')];
    });
  });
}

function plainTable(rows) {
  return el('table', '', el('tbody', '',
    ...rows.map((cells) => el('tr', '', ...cells.map((cell) => el('td', '', cell))))));
}

// How a login is shown; empty where none is needed.
function loginOf(operation) {
  const name = Object.keys(operation.security[0] || {})[0];
  if (!name) return '';
  const scheme = schemes[name];
  return t('needs') + (scheme.type === 'http' ? 'Authorization: Bearer …' : `${scheme.name}: …`);
}

function fill(node, one) {
  const operation = one.operation;
  const section = (title, content) => node.append(el('h3', '', title), content);
  node.append(el('p', 'note', summariesOf(operation)[1]));
  const parameters = operation.parameters || [];
  if (parameters.length > 0) {
    section(t('parameters'),
      table(parameters.map((p) => [`${p.name} (${p.in})`, p.schema, p.required])));
  }
  const media = operation.requestBody && Object.values(operation.requestBody.content)[0];
  if (media) section(t('body'), table(rowsOf(media.schema, '', 0, [])));
  const example = media && media.example;
  if (example && Object.keys(example).length > 0) {
    section(t('example'), el('pre', '', JSON.stringify(example, null, 2)));
  }
  if (one.method === 'event') {
    section(t('frame'), table(rowsOf(operation.schema, '', 0, [])));
    return;
  }
  if (operation.responses) {
    const { schema } = operation.responses['200'].content['application/json'];
    const answer = schema.anyOf ? schema.anyOf[0] : schema;
    // Of success without a result some dialects leave the member out.
    const data = (answer.properties ? answer.properties.data : answer) || { type: 'object' };
    const rows = rowsOf(data, '', 0, []);
    const name = typeName(data);
    const nothing = typeOf(data) === 'object' && !data.properties && !data.allOf;
    section(`${t('answer')} · ${nothing ? t('none') : name}`, table(rows));
    const refusals = refusalsOf(operation.responses);
    if (refusals.length > 0) section(t('refusals'), plainTable(refusals));
  }
  const login = loginOf(operation) || t('free');
  node.append(el('p', 'note', `${login} · ${operation.description || ''}`));
  if (one.document) node.append(tryPanel(one));
}

function render(one) {
  const path = el('span', 'path');
  for (const piece of one.path.split(/(\{[^}]*\})/)) {
    path.append(piece.startsWith('{') ? el('i', '', piece) : piece);
  }
  const node = el('details', '', el('summary', '',
    el('span', `method ${one.method}`, one.method.toUpperCase()), path,
    el('span', 'summary', summariesOf(one.operation)[0]),
    el('span', 'lock',
      one.method === 'event' ? '' : loginOf(one.operation) ? t('login') : t('open'))));
  node.addEventListener('toggle', () => {
    if (!node.open || node.children.length > 1) return;
    const body = el('div', 'body');
    fill(body, one);
    node.append(body);
  });
  return node;
}

function show() {
  document.documentElement.lang = language;
  const search = document.getElementById('search');
  search.placeholder = t('search');
  document.getElementById('language').textContent = t('other');
  const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
  const known = documents.flatMap(operationsOf);
  const found = [...known, ...greetings(known)].filter((one) => {
    const text = textOf(one);
    return words.every((word) => text.includes(word));
  });
  document.getElementById('count').textContent = t('count')(found.length);
  const main = el('div', '', linksToDocuments());
  const links = el('div');
  const byDialect = new Map();
  for (const one of found) {
    const dialect = one.operation.tags[0];
    const key = `${dialect}/${one.group}`;
    if (!byDialect.has(key)) byDialect.set(key, []);
    byDialect.get(key).push(one);
  }
  const order = Object.keys(groups);
  const keys = [...byDialect.keys()].sort((a, b) => {
    const [da, ga] = a.split('/');
    const [db, gb] = b.split('/');
    return da.localeCompare(db) || order.indexOf(ga) - order.indexOf(gb);
  });
  let dialect = '';
  for (const key of keys) {
    const [of, group] = key.split('/');
    if (of !== dialect) links.append(el('b', '', of));
    dialect = of;
    const [english, chinese] = groups[group] || [group, group];
    const first = language === 'zh' ? chinese : english;
    const second = language === 'zh' ? english : chinese;
    const heading = el('h2', '', first, ' ', el('span', '', first === second ? '' : second));
    heading.id = `${of}-${group}`;
    const link = el('a', '', `${first} (${byDialect.get(key).length})`);
    link.href = `#${heading.id}`;
    links.append(link);
    main.append(heading, ...byDialect.get(key).map(render));
  }
  if (found.length === 0) main.append(el('p', 'empty', t('empty')));
  document.getElementById('operations').replaceChildren(main);
  document.getElementById('tags').replaceChildren(links);
  if (found.length === 1) main.querySelector('details').open = true;
}

async function read(path) {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path}: HTTP ${response.status}`);
  return response.json();
}

// Paths of a dialect with an address of its own may be those of another here: each document keeps
// its own. Names of schemas are each dialect's own.
async function load() {
  const first = await read('/openapi.json');
  documents = [first, ...await Promise.all((first['x-elsewhere'] || []).map(read))];
  sockets = await read('/asyncapi.json');
  schemas = Object.assign({}, ...[...documents, sockets].map((one) => one.components.schemas));
  answers = Object.assign({}, ...documents.map((document) => document.components.responses));
  schemes = Object.assign({}, ...documents.map((document) => document.components.securitySchemes));
}

async function start() {
  document.getElementById('language').addEventListener('click', () => {
    language = language === 'zh' ? 'en' : 'zh';
    localStorage.setItem('doc.language', language);
    show();
  });
  document.getElementById('search').addEventListener('input', show);
  try {
    await load();
  } catch (error) {
    document.getElementById('operations').replaceChildren(
      el('p', 'empty', t('failed') + error.message));
    return;
  }
  document.getElementById('version').textContent = documents[0].info.version;
  const search = new URLSearchParams(location.search).get('q');
  if (search) document.getElementById('search').value = search;
  show();
}

start();
