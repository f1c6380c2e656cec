// Reads a script file into blocks of steps. The grammar is in tests/README.md.
import {existsSync, readFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {ScriptError, parseTemplate, parseText} from './template.mjs';

const REQUEST = /^(?:([a-z]\w*(?:\/\w+)?): )?(GET|POST|PUT|DELETE|PATCH|OPTIONS|HEAD|WS) (\S.*)$/;
const FRAME = /^([a-z]\w*(?:\/\w+)?) (>|<!|<) (.*)$/s;
const SOCKET = /^([a-z]\w*(?:\/\w+)?) (closed|close|drop)(?: (\d{4}))?(?: (.+))?$/;
const SHARED = 'shared.steps';
const UNITS = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};

// `2m`, `300ms` … in milliseconds, or undefined.
export function parseDuration(text) {
  const m = /^\+?(\d+)(ms|s|m|h|d)$/.exec(text);
  return m ? Number(m[1]) * UNITS[m[2]] : undefined;
}

// The file of shared steps that is nearest above a script, or null.
function findShared(script) {
  for (let folder = dirname(script); ; folder = dirname(folder)) {
    const file = join(folder, SHARED);
    if (existsSync(file)) return file;
    if (folder === dirname(folder)) return null;
  }
}

// Returns {path, text, blocks: [{title, line, uses, steps}]}; throws ScriptError.
export function parseScript(path, text) {
  return new Parser(path, text).file();
}

class Parser {
  constructor(path, text) {
    this.path = path;
    this.text = text;
    this.at = 0;
    this.starts = [0];
    for (let i = text.indexOf('\n'); i >= 0; i = text.indexOf('\n', i + 1)) this.starts.push(i + 1);
    this.lineOf = (offset) => {
      let low = 0;
      let high = this.starts.length;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if (this.starts[middle] <= offset) low = middle; else high = middle;
      }
      return low + 1;
    };
  }

  fail(message) { throw new ScriptError(this.lineOf(this.at), message); }

  // The next line that says something, without its comment, or null at the end.
  peek() {
    while (this.at < this.text.length) {
      const end = this.lineEnd();
      const line = this.text.slice(this.at, end).trimEnd();
      if (line.trim() !== '' && !line.startsWith('#')) return line.replace(/ {2,}# .*$/, '');
      this.at = end + 1;
    }
    return null;
  }

  lineEnd() {
    const end = this.text.indexOf('\n', this.at);
    return end < 0 ? this.text.length : end;
  }

  next() { this.at = this.lineEnd() + 1; }

  template(offset) {
    const {node, end} = parseTemplate(this.text, offset, this.lineOf);
    this.at = end;
    const rest = this.text.slice(end, this.lineEnd());
    if (!/^\s*(#.*)?$/.test(rest)) this.fail(`nothing may follow the JSON: '${rest.trim()}'`);
    this.next();
    return node;
  }

  file() {
    const blocks = [];
    const common = [];
    for (let line = this.peek(); line !== null; line = this.peek()) {
      const number = this.lineOf(this.at);
      if (line.startsWith('== ')) {
        this.next();
        blocks.push({title: line.slice(3).trim(), line: number, uses: [...common], steps: []});
      } else if (line.startsWith('use ')) {
        this.next();
        const names = line.slice(4).split(',').map((s) => s.trim());
        (blocks.length ? blocks.at(-1).uses : common).push(...names);
      } else if (!blocks.length) {
        this.fail('a block `== title` must come before the first request');
      } else {
        blocks.at(-1).steps.push(...[this.step(line, number)].flat());
      }
    }
    for (const block of blocks) {
      if (!block.steps.length) throw new ScriptError(block.line, 'an empty block');
      block.exclusive = block.steps.some((s) => s.kind === 'clock' || s.kind === 'restart');
    }
    return {path: this.path, text: this.text, blocks};
  }

  step(line, number) {
    const request = REQUEST.exec(line);
    if (request) return this.request(request, number);
    const frame = FRAME.exec(line);
    if (frame) return this.frame(frame, line, number);
    const socket = SOCKET.exec(line);
    if (socket) {
      if (socket[2] === 'closed' && !socket[3]) this.fail('`closed` needs a code');
      this.next();
      return {kind: socket[2], line: number, who: socket[1],
        code: Number(socket[3] ?? 1000), reason: socket[4]};
    }
    const [word, ...rest] = line.split(' ');
    const tail = rest.join(' ');
    if (word === 'clock' || word === 'wait' || word === 'within') {
      const ms = parseDuration(tail);
      if (ms === undefined) this.fail(`a time such as +2m expected, not '${tail}'`);
      this.next();
      return {kind: word, line: number, ms};
    }
    if (word === 'do') return this.shared(rest, number);
    if (line === 'restart kill -9' || line === 'restart') {
      this.next();
      return {kind: 'restart', line: number, kill: line !== 'restart'};
    }
    if (/^\d{3}( |$)/.test(line)) this.fail('an expectation without a request before it');
    return this.fail(`not understood: '${line.slice(0, 60)}'`);
  }

  // The steps of the shared block `name`, with $1 … replaced by what follows it.
  shared([name, ...words], number) {
    const file = findShared(this.path);
    if (!file) this.fail(`no ${SHARED} lies above ${this.path}`);
    const text = readFileSync(file, 'utf8');
    const start = text.search(new RegExp(`^== ${name}$`, 'm'));
    if (start < 0) this.fail(`${SHARED} has no block '${name}'`);
    const end = text.indexOf('\n== ', start);
    const filled = text.slice(start, end < 0 ? undefined : end + 1).replaceAll(/\$(\d)/g,
        (place, n) => words[n - 1] ?? this.fail(`'${name}' needs more words`));
    // So that its lines keep their numbers.
    const [block] = new Parser(file, text.slice(0, start).replaceAll(/[^\n]+/g, '') + filled)
        .file().blocks;
    this.next();
    for (const step of block.steps) {
      step.shared = `${file}:${step.line}`;
      step.line = number;
      if (step.expect) step.expect.line = number;
    }
    return block.steps;
  }

  request([, who, method, path], number) {
    this.next();
    const step = {kind: method === 'WS' ? 'ws' : 'request', line: number, who, method,
      path: parseText(path), headers: [], body: null, expect: null};
    for (let line = this.peek(); line !== null; line = this.peek()) {
      if (/^\d{3}( |$)/.test(line)) {
        step.expect = this.expectation(line);
        break;
      }
      if (line.startsWith('header ')) step.headers.push(this.header(line));
      else if (step.kind === 'ws') break;
      else if (!this.body(step, line)) break;
    }
    if (step.kind === 'request' && !step.expect) {
      throw new ScriptError(number, 'a request needs an expected status');
    }
    return step;
  }

  header(line) {
    const m = /^header ([\w-]+):? (.+)$/.exec(line);
    if (!m) this.fail('`header Name value` expected');
    this.next();
    return {name: m[1], value: parseText(m[2])};
  }

  body(step, line) {
    if (step.body && step.body.kind !== 'multipart') return false;
    if (line.startsWith('form ')) {
      step.body = {kind: 'form', text: parseText(line.slice(5))};
    } else if (line.startsWith('multipart ')) {
      step.body ??= {kind: 'multipart', parts: []};
      for (const part of line.slice(10).split(/\s+/)) {
        const m = /^([\w-]+)=(@)?(.*)$/.exec(part);
        if (!m) this.fail('`multipart name=value other=@file` expected');
        step.body.parts.push({name: m[1], file: m[2] ? m[3] : null, text: parseText(m[3])});
      }
    } else if (line.startsWith('raw ')) {
      step.body = {kind: 'raw', bytes: this.raw(line.slice(4))};
    } else if (/^[{["]|^(true|false|null|-?\d)/.test(line)) {
      step.body = {kind: 'json', node: this.template(this.at)};
      return true;
    } else {
      return false;
    }
    this.next();
    return true;
  }

  // `"…"` with the escapes \xHH \n \r \t \" \\ and `{c*N}`: bytes exactly as wanted.
  raw(text) {
    const m = /^"((?:[^"\\]|\\.)*)"$/.exec(text.trim());
    if (!m) this.fail('`raw "…"` expected');
    const chunks = [];
    const escapes = {n: '\n', r: '\r', t: '\t', '"': '"', '\\': '\\', u: '\\u'};
    for (const [, hex, escape, many, count, plain] of m[1].matchAll(
        /\\x([0-9a-fA-F]{2})|\\(.)|\{(.)\*(\d+)\}|([^\\{]+|\{)/gsu)) {
      if (hex) chunks.push(Buffer.from(hex, 'hex'));
      else if (many) chunks.push(Buffer.from(many.repeat(Number(count))));
      else if (plain) chunks.push(Buffer.from(plain));
      else chunks.push(Buffer.from(escapes[escape] ?? this.fail(`unknown escape \\${escape}`)));
    }
    return Buffer.concat(chunks);
  }

  expectation(line) {
    const number = this.lineOf(this.at);
    const status = Number(line.slice(0, 3));
    const expect = {line: number, from: this.at, status, body: 'any', node: null, headers: []};
    const rest = line.slice(3).trim();
    if (rest === 'any') {
      this.next();
    } else if (rest === '') {
      expect.body = 'empty';
      this.next();
    } else if (rest.startsWith('text ')) {
      expect.body = 'text';
      expect.text = this.raw(rest.slice(5)).toString('utf8');
      this.next();
    } else {
      expect.body = 'json';
      expect.node = this.template(this.at + 3);
    }
    for (let next = this.peek(); next?.startsWith('header '); next = this.peek()) {
      const m = /^header ([\w-]+):? (?:(\{[\w.-]+:\w+\??\})|(.+))$/.exec(next);
      if (!m) this.fail('`header name value` or `header name {x:str}` expected');
      const node = m[2] ? parseTemplate(m[2], 0, () => number).node
        : {kind: 'string', parts: parseText(m[3])};
      expect.headers.push({name: m[1].toLowerCase(), node, line: this.lineOf(this.at)});
      this.next();
    }
    return expect;
  }

  frame([, who, sign, text], line, number) {
    const kind = {'>': 'send', '<': 'receive', '<!': 'silent'}[sign];
    const step = {kind, line: number, who};
    let offset = this.at + line.indexOf(` ${sign} `) + sign.length + 2;
    if (kind === 'silent') {
      const m = /^(\S+) +/.exec(text);
      step.ms = m ? parseDuration(m[1]) : undefined;
      if (step.ms === undefined) this.fail('`<! 300ms frame` expected');
      offset += m[0].length;
    } else if (text.startsWith('raw ') || text.startsWith('binary ')) {
      step.binary = text.startsWith('binary ');
      step.bytes = this.raw(text.slice(text.indexOf(' ') + 1));
      this.next();
      return step;
    } else if (text === 'ping' || text === 'pong') {
      step.control = text;
      this.next();
      return step;
    }
    step.node = this.template(offset);
    return step;
  }
}
