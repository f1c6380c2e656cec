// JSON with places: the form that requests and expectations of a script are written in.
//
//   {"id": {m}, "at": {t:time}, "name": "hello {ann.name}", ...}
//
// `{name}` inserts, `{name:type}` binds (`{_:type}` only checks), a `...` at the end of an object
// lets other keys pass, a `...` in an array lets any elements pass, `{x*500}` in a string repeats.

const TYPES = {
  any: () => true,
  int: (v) => Number.isSafeInteger(v),
  num: (v) => typeof v === 'number',
  str: (v) => typeof v === 'string',
  bool: (v) => typeof v === 'boolean',
  obj: (v) => v !== null && typeof v === 'object' && !Array.isArray(v),
  arr: (v) => Array.isArray(v),
  time: (v) => typeof v === 'string' && /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/.test(v) &&
      !Number.isNaN(Date.parse(v.replace(' ', 'T') + 'Z')),
  ms: (v) => Number.isSafeInteger(v) && v > 1e12 && v < 1e14,
};

const PLACE = /^\{([A-Za-z_][\w.-]*)(?::(\w+)(\?)?)?\}/;
const IN_STRING = /\{(?:(.)\*(\d+)|([A-Za-z_][\w.-]*))\}/gu;

export class ScriptError extends Error {
  constructor(line, message) {
    super(message);
    this.line = line;
  }
}

// Splits text with `{name}` and `{c*N}` into parts that fillText joins again.
export function parseText(text) {
  const parts = [];
  let end = 0;
  for (const m of text.matchAll(IN_STRING)) {
    if (m.index > end) parts.push(text.slice(end, m.index));
    parts.push(m[1] !== undefined ? m[1].repeat(Number(m[2])) : {ref: m[3]});
    end = m.index + m[0].length;
  }
  if (end < text.length) parts.push(text.slice(end));
  return parts;
}

export function fillText(parts, scope) {
  return parts.map((p) => (typeof p === 'string' ? p : String(lookup(scope, p.ref)))).join('');
}

// A name is a key of the scope, or a path into an object of it: `ann.id`.
export function lookup(scope, name) {
  let value = scope;
  for (const key of name.split('.')) {
    value = value !== null && typeof value === 'object' && Object.hasOwn(value, key)
      ? value[key] : undefined;
  }
  if (value === undefined) throw new Error(`the name {${name}} is unknown here`);
  return value;
}

// Parses one template that begins at `text[start]`; returns {node, end}. Errors carry the line.
export function parseTemplate(text, start, lineOf) {
  let at = start;
  const fail = (message) => { throw new ScriptError(lineOf(at), message); };
  const space = () => { while (/\s/.test(text[at] ?? '')) at++; };
  const eat = (s) => {
    if (!text.startsWith(s, at)) fail(`'${s}' expected, not '${text.slice(at, at + 12)}'`);
    at += s.length;
  };

  function string() {
    const from = at++;
    while (text[at] !== '"') {
      if (at >= text.length || text[at] === '\n') fail('a string has no end');
      at += text[at] === '\\' ? 2 : 1;
    }
    at++;
    let raw;
    try {
      raw = JSON.parse(text.slice(from, at));
    } catch (e) {
      fail(`bad string: ${e.message}`);
    }
    const typed = /\{[A-Za-z_][\w.-]*:(\w+)\??\}/.exec(raw);
    if (typed && TYPES[typed[1]]) fail(`${typed[0]} binds: write it without quotes`);
    return parseText(raw);
  }

  function object(from) {
    const node = {kind: 'object', members: [], open: false, from, to: 0};
    eat('{');
    space();
    while (text[at] !== '}') {
      if (text.startsWith('...', at)) {
        eat('...');
        node.open = true;
        space();
        break;
      }
      if (text[at] !== '"') fail('a key in quotes, `...` or `}` expected');
      const key = string();
      space();
      eat(':');
      node.members.push({key, value: value()});
      space();
      if (text[at] === '}') break;
      eat(',');
      space();
    }
    eat('}');
    node.to = at;
    return node;
  }

  function array(from) {
    const node = {kind: 'array', items: [], from, to: 0};
    eat('[');
    space();
    while (text[at] !== ']') {
      if (text.startsWith('...', at)) {
        eat('...');
        node.items.push({kind: 'rest'});
      } else {
        node.items.push(value());
      }
      space();
      if (text[at] === ']') break;
      eat(',');
      space();
    }
    eat(']');
    node.to = at;
    return node;
  }

  function value() {
    space();
    const from = at;
    const place = PLACE.exec(text.slice(at, at + 80));
    if (place) {
      at += place[0].length;
      if (place[2] === undefined) return {kind: 'ref', name: place[1], from, to: at};
      if (!TYPES[place[2]]) fail(`unknown type '${place[2]}' in ${place[0]}`);
      return {kind: 'bind', name: place[1], type: place[2], nullable: !!place[3], from, to: at};
    }
    if (text[at] === '{') return object(from);
    if (text[at] === '[') return array(from);
    if (text[at] === '"') return {kind: 'string', parts: string(), from, to: at};
    const word = /^(?:true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)/.exec(
        text.slice(at, at + 40));
    if (!word) fail(`a value expected, not '${text.slice(at, at + 12).split('\n')[0]}'`);
    at += word[0].length;
    return {kind: 'literal', value: JSON.parse(word[0]), from, to: at};
  }

  return {node: value(), end: at};
}

// The value of a template in which every name is known (a request).
export function fill(node, scope) {
  switch (node.kind) {
    case 'literal': return node.value;
    case 'string': return fillText(node.parts, scope);
    case 'ref': return lookup(scope, node.name);
    case 'array': return node.items.map((item) => fill(item, scope));
    case 'object': {
      if (node.open) throw new Error('`...` has no meaning in a request');
      const out = {};
      for (const m of node.members) out[fillText(m.key, scope)] = fill(m.value, scope);
      return out;
    }
    default: throw new Error('a request inserts {name}, it does not bind');
  }
}

// Compares. Returns null, or {path, wanted, got} of the first difference. Names are put into
// `bound`, so that the caller keeps them only if the whole matches.
export function match(node, value, scope, bound, path = '$') {
  const differ = (wanted, got = show(value)) => ({path, wanted, got});
  switch (node.kind) {
    case 'literal':
      return Object.is(node.value, value) ? null : differ(show(node.value));
    case 'string': {
      const wanted = fillText(node.parts, {...scope, ...bound});
      return wanted === value ? null : differ(show(wanted));
    }
    case 'ref': {
      const wanted = lookup({...scope, ...bound}, node.name);
      return same(wanted, value) ? null : differ(`${show(wanted)} ({${node.name}})`);
    }
    case 'bind': {
      const ok = value !== undefined &&
          (TYPES[node.type](value) || (node.nullable && value === null));
      if (!ok) return differ(`a value of type ${node.type}${node.nullable ? ' or null' : ''}`);
      if (node.name !== '_') bound[node.name] = value;
      return null;
    }
    case 'array': return matchArray(node, value, scope, bound, path);
    case 'object': return matchObject(node, value, scope, bound, path);
    default: throw new Error(`a ${node.kind} has no place here`);
  }
}

function matchObject(node, value, scope, bound, path) {
  if (!TYPES.obj(value)) return {path, wanted: 'an object', got: show(value)};
  const known = new Set();
  for (const m of node.members) {
    const key = fillText(m.key, {...scope, ...bound});
    known.add(key);
    const at = `${path}.${key}`;
    if (!Object.hasOwn(value, key)) {
      return {path: at, wanted: describe(m.value), got: 'no such key'};
    }
    const difference = match(m.value, value[key], scope, bound, at);
    if (difference) return difference;
  }
  if (node.open) return null;
  for (const key of Object.keys(value)) {
    if (!known.has(key)) {
      return {path: `${path}.${key}`, wanted: 'no such key', got: show(value[key])};
    }
  }
  return null;
}

function matchArray(node, value, scope, bound, path) {
  if (!Array.isArray(value)) return {path, wanted: 'an array', got: show(value)};
  let at = 0;
  let skipping = false;
  for (const item of node.items) {
    if (item.kind === 'rest') {
      skipping = true;
      continue;
    }
    const first = at;
    let difference = null;
    for (;; at++) {
      if (at >= value.length) {
        difference = skipping && first < value.length
          ? {path: `${path}[${first}..]`, wanted: `an element like ${describe(item)}`,
            got: show(value.slice(first))}
          : {path: `${path}[${at}]`, wanted: describe(item), got: 'end of the array'};
        return difference;
      }
      const trial = {...bound};
      difference = match(item, value[at], scope, trial, `${path}[${at}]`);
      if (!difference) {
        Object.assign(bound, trial);
        break;
      }
      if (!skipping) return difference;
    }
    at++;
    skipping = false;
  }
  if (at < value.length && !skipping) {
    return {path: `${path}[${at}]`, wanted: 'end of the array', got: show(value[at])};
  }
  return null;
}

function same(a, b) {
  if (Object.is(a, b)) return true;
  return a !== null && typeof a === 'object' && JSON.stringify(a) === JSON.stringify(b);
}

export function show(value) {
  if (value === undefined) return 'nothing';
  const text = JSON.stringify(value);
  return text.length > 300 ? `${text.slice(0, 300)}… (${text.length} characters)` : text;
}

function describe(node) {
  switch (node.kind) {
    case 'literal': return show(node.value);
    case 'string': return `"${node.parts.map((p) => (p.ref ? `{${p.ref}}` : p)).join('')}"`;
    case 'bind': return `a value of type ${node.type}`;
    case 'ref': return `{${node.name}}`;
    case 'array': return 'an array';
    default: {
      const inner = node.members.map((m) => `${describe({kind: 'string', parts: m.key})}: ` +
          describe(m.value)).join(', ');
      return `{${inner}${node.open ? ', ...' : ''}}`.slice(0, 300);
    }
  }
}

// The value that an expected frame demands of a member, where it is known before the frame comes.
// Frames of the same kind are told from others by it.
export function constantMember(node, name, scope) {
  if (node.kind !== 'object') return undefined;
  const [first, ...rest] = name.split('.');
  for (const m of node.members) {
    if (m.key.length !== 1 || m.key[0] !== first) continue;
    if (rest.length) return constantMember(m.value, rest.join('.'), scope);
    if (m.value.kind === 'bind') return undefined;
    return fill(m.value, scope);
  }
  return undefined;
}

// The text of a template changed so that `value` matches it: what matched stays as written.
export function bless(node, text, value, scope, bound = {}) {
  if (node.kind === 'object' && TYPES.obj(value)) {
    const parts = [];
    const known = new Set();
    for (const m of node.members) {
      const key = fillText(m.key, {...scope, ...bound});
      known.add(key);
      if (!Object.hasOwn(value, key)) continue;
      parts.push(`${JSON.stringify(key)}:${bless(m.value, text, value[key], scope, bound)}`);
    }
    for (const key of node.open ? [] : Object.keys(value)) {
      if (!known.has(key)) parts.push(`${JSON.stringify(key)}:${JSON.stringify(value[key])}`);
    }
    if (node.open) parts.push('...');
    return `{${parts.join(', ')}}`;
  }
  const trial = {...bound};
  let difference;
  try {
    difference = match(node, value, scope, trial);
  } catch {
    difference = {};
  }
  if (difference) return JSON.stringify(value) ?? 'null';
  Object.assign(bound, trial);
  return text.slice(node.from, node.to);
}
