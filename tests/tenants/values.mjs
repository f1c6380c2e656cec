// A value for each field that operations of App IM have, by its name. A field that is not here is
// one that the calls below do not know: the suite fails until it is added.
const HOUR_MS = 3_600_000;
const TTL_S = 3;
const ACTIONS = ['conv.create', 'conv.query', 'conv.update', 'conv.delete', 'member.add',
  'member.remove', 'member.query', 'msg.send', 'msg.query', 'file.upload'];

// `of` is the tenant, `dice` chance. Texts carry the mark of the tenant.
const text = (of, dice) => `${of.mark}${dice.hex(4)}`;
const object = (of, dice) => dice.pick([{name: text(of, dice)}, {a: {b: [text(of, dice), 1]}},
  [text(of, dice)]]);
const client = (of, dice) => dice.pick(of.steady);
const clientList = (n) => (of, dice) => dice.some(of.steady, 1 + dice.below(n));
const flag = (of, dice) => dice.pick([0, 1, true, false, '0', '1']);
const conversation = (of, dice) => dice.pick(of.conversations);
const when = (of, dice) => Date.now() - dice.below(HOUR_MS);

function condition(of, dice) {
  return dice.pick([
    () => ['conv_id', dice.pick(['=', '!=']), conversation(of, dice)],
    () => ['conv_id', dice.pick(['in', 'not in']), dice.some(of.conversations, 3)],
    () => ['conv_type', dice.pick(['=', '!=', '<', '<=', '>', '>=']), 1 + dice.below(4)],
    () => ['conv_creater_id', '=', client(of, dice)],
    () => ['user_id', '=', client(of, dice)],
    () => ['client_id', 'in', dice.some(of.steady, 3)],
    () => ['client_num', 'between', [0, 2 + dice.below(9)]],
    () => ['ctime', '>', when(of, dice)],
    () => ['mtime', dice.pick(['<', '>=']), when(of, dice)],
    () => ['conv_extend.name', 'like', dice.pick(['%', 'mark%', `${of.mark}%`])],
    () => ['conv_extend.conv_name', dice.pick(['=', '!=']), `${of.mark}name`],
  ])();
}

const KNOWN = {
  app_id: (of) => of.app.id,
  attr: object,
  cid: (of, dice) => `cid${dice.hex(5)}`,
  client_id: client,
  client_ids: clientList(4),
  conv_extend: object,
  conv_id: conversation,
  conv_type: (of, dice) => dice.pick([1, 2, 3, 3, 4]),
  device_id: (of, dice) => `device${dice.below(4)}`,
  ext: (of, dice) => ({nickname: text(of, dice)}),
  extend: object,
  from_client: client,
  limit: (of, dice) => 1 + dice.below(100),
  mention_all: flag,
  mention_client_ids: clientList(3),
  msg_id: (of, dice) => dice.pick(of.messages).id,
  no_sync: flag,
  page: (of, dice) => 1 + dice.below(4),
  reason: (of) => of.mark.slice(0, 20),
  reversed: flag,
  since: when,
  size: (of, dice) => 1 + dice.below(30),
  text,
  time: when,
  to_client_ids: clientList(6),
  token: (of, dice) => of.loginToken(client(of, dice)),
  transient: flag,
  ttl: (of, dice) => 1 + dice.below(TTL_S),
  type: (of, dice) => -1 - dice.below(6),
  until: (of, dice) => Date.now() + dice.below(HOUR_MS),
  update: (of, dice) => ({conv_extend: object(of, dice)}),
  url: (of, dice) => dice.pick([`https://${of.mark}/a`, [`https://${of.mark}/b`]]),
  where: (of, dice) => Array.from({length: 1 + dice.below(3)}, () => condition(of, dice)),
};
// Fields that mean something else than usual in one operation: they are left out there, or have
// values of their own.
const OF_ONE = {
  // Of a query that comes as a POST without a body.
  'POST /im/conversations': {where: null, page: null, size: null, ttl: () => 3600},
  // Who is shut out can do nothing, so these are others than those who act.
  'PUT /im/users/{client_id}/ban': {client_id: (of, dice) => dice.pick(of.bannable)},
  'PUT /im/users/{client_id}/unban': {client_id: (of, dice) => dice.pick(of.bannable)},
  'POST /im/users': {client_id: (of, dice) => dice.pick([client(of, dice), `n${dice.below(300)}`])},
  'FRAME msg.send': {client_id: null, from_client: null},
  // Cursors come with pages: see api/appim/pull_test.mjs.
  'FRAME msg.pull': {cursor: null},
};
const ALWAYS = new Set(['app_id', 'cid', 'client_id', 'client_ids', 'conv_id', 'conv_type',
  'device_id', 'ext', 'extend', 'from_client', 'msg_id', 'text', 'to_client_ids', 'token', 'type',
  'update', 'where']);

// What the calls do not know of these operations; empty when all is known.
export function unknownFields(operations) {
  return operations.flatMap(({name, fields, files}) => Object.keys(fields)
      .filter((f) => !files.includes(f) && !KNOWN[f] && OF_ONE[name]?.[f] === undefined)
      .map((f) => `${name}: ${f}`));
}

// A call that can succeed.
export function valuesFor(operation, of, dice) {
  const out = {};
  for (const field of Object.keys(operation.fields)) {
    if (operation.files.includes(field)) continue;
    const own = OF_ONE[operation.name]?.[field];
    if (own === null || (!ALWAYS.has(field) && !dice.chance(0.4))) continue;
    out[field] = (own ?? KNOWN[field])(of, dice);
  }
  if (operation.fields.msg_id && operation.fields.conv_id) {
    const message = dice.pick(of.messages);
    out.conv_id = message.conversation;
    out.msg_id = message.id;
  }
  return out;
}

// Fields of these operations make the client that they name.
const MAKES_CLIENTS = new Set(['POST /im/users', 'FRAME login']);
const UNKNOWN_CLIENTS = ['zqX0', 'zqX1', 'zqX2'];

// The same call with an id that only another tenant has, and with one that nobody has:
// {foreign, unknown, ids}; null when the call names nothing that could be another's.
export function foreignPair(operation, of, other, dice) {
  const values = valuesFor(operation, of, dice);
  const places = placesOf(operation, values);
  if (!places.length) return null;
  const place = dice.pick(places);
  const pair = {foreign: structuredClone(values), unknown: structuredClone(values), ids: []};
  const put = (set, theirs, nobodys) => {
    set(pair.foreign, theirs);
    set(pair.unknown, nobodys);
    pair.ids.push(theirs, nobodys);
  };
  if (place.what === 'conversation') {
    const theirs = dice.pick(other.messages);
    put(place.set, theirs.conversation, dice.hex(32));
    if (values.msg_id && dice.chance(0.5)) {
      put((v, id) => { v.msg_id = id; }, theirs.id, dice.hex(32));
    }
  } else if (place.what === 'message') {
    put(place.set, dice.pick(other.messages).id, dice.hex(32));
  } else {
    const i = dice.below(other.only.length);
    put(place.set, other.only[i], UNKNOWN_CLIENTS[i]);
  }
  return pair;
}

function placesOf(operation, values) {
  const places = [];
  const whole = (field, what) => {
    if (values[field] !== undefined) {
      places.push({what, set: (v, id) => { v[field] = id; }});
    }
  };
  const element = (field) => {
    if (values[field] !== undefined) {
      places.push({what: 'client', set: (v, id) => { v[field][v[field].length - 1] = id; }});
    }
  };
  whole('conv_id', 'conversation');
  whole('msg_id', 'message');
  if (!MAKES_CLIENTS.has(operation.name)) {
    whole('client_id', 'client');
    whole('from_client', 'client');
    element('client_ids');
    element('to_client_ids');
  }
  if (values.where) {
    places.push({what: 'conversation', set: (v, id) => { v.where = [['conv_id', '=', id]]; }});
    places.push({what: 'conversation', set: (v, id) => { v.where = [['conv_id', 'in', [id]]]; }});
    places.push({what: 'client', set: (v, id) => { v.where = [['user_id', '=', id]]; }});
    places.push({what: 'client', set: (v, id) => { v.where = [['conv_creater_id', id]]; }});
  }
  return places;
}

// Nonsense in one field.
export function wildValues(operation, of, dice) {
  const values = valuesFor(operation, of, dice);
  const field = dice.pick(Object.keys(operation.fields));
  values[field] = dice.pick([null, '', 0, -1, 1e18, true, [], {}, [[]], 'x', '%', '\u0000',
    {a: text(of, dice)}, [text(of, dice)], text(of, dice)]);
  return values;
}

// Headers of a call: master key, key and token, or (rarely) what does not belong together.
export function callerOf(operation, of, other, values, dice) {
  const who = [values.client_id, values.from_client].find((v) => typeof v === 'string') ?? 'c0';
  const bearer = (token) => ({...of.key, Authorization: `Bearer ${token}`});
  const roll = dice.next();
  if (roll < (operation.admin ? 0.9 : 0.4)) return {headers: of.master};
  if (roll < 0.7) return {headers: bearer(of.loginToken(who))};
  if (roll < 0.95) return {headers: bearer(of.token({aud: who, act: actionOf(operation, dice)}))};
  return {mixed: true, headers: dice.pick([
    {...of.key, Authorization: `Bearer ${other.loginToken(who)}`},
    {...of.key, 'app-key': other.app.app_key},
    {...of.key, 'app-key': other.app.master_key},
    {'app-id': of.app.id}, of.key,
  ])};
}

const ACTION_OF = {
  'POST /im/conversations': 'conv.create', 'GET /im/conversations': 'conv.query',
  'PUT /im/conversations': 'conv.update', 'DELETE /im/conversations/{conv_id}': 'conv.delete',
  'POST /im/conversations/{conv_id}/members': 'member.add',
  'GET /im/conversations/{conv_id}/members': 'member.query',
  'DELETE /im/conversations/{conv_id}/members': 'member.remove',
  'POST /im/conversations/{conv_id}/message': 'msg.send',
  'GET /im/conversations/{conv_id}/message': 'msg.query',
  'POST /im/file/upload': 'file.upload',
};

const actionOf = (operation, dice) => ACTION_OF[operation.name] ?? dice.pick(ACTIONS);
