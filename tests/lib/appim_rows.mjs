// The operations and frames of App IM with all their fields, as the running server describes them,
// so that tests over "every operation" meet a new one without being told.
import {readRows} from '../rights/suite.mjs';

// [{name, method, path, frame, admin, files, example, fields: {name: schema}}]; fields of the path
// are among them. A schema without a type is any JSON.
export async function readOperations(server, binary) {
  const {json, status} = await server.http.request('GET', '/openapi/appim.json');
  if (status !== 200) throw new Error(`/openapi/appim.json answered ${status}`);
  // Links of files are for everybody who has one, and belong to no application.
  const rows = (await readRows(binary)).filter((r) => r.dialect === 'appim' && !r.binary);
  return rows.map((row) => {
    const frame = row.method === 'FRAME';
    const operation = frame
      ? json['x-frames'].find((f) => f.type === row.path)?.operation
      : json.paths[row.path]?.[row.method.toLowerCase()];
    if (!operation) throw new Error(`${row.method} ${row.path} is not described`);
    return {name: `${row.method} ${row.path}`, method: row.method, path: row.path, frame,
      admin: row.auth === 'admin', files: row.files ? row.files.split(',') : [],
      binary: row.binary, example: row.example, fields: fieldsOf(json, operation)};
  });
}

function fieldsOf(json, operation) {
  const fields = {};
  for (const p of operation.parameters ?? []) {
    if (p.in !== 'header') fields[p.name] = p.schema ?? {};
  }
  for (const {schema} of Object.values(operation.requestBody?.content ?? {})) {
    const name = schema?.$ref?.split('/').at(-1);
    const object = name ? json.components.schemas[name] : schema;
    Object.assign(fields, object?.properties ?? {});
  }
  return fields;
}

// In a URL half a character has no form.
function inUrl(value) {
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return encodeURIComponent(text.toWellFormed());
}

// A call of an operation: {method, path, body}. Fields of the path go there, the others into the
// query of a GET, else into the body; of a GET too when `inBody` (app-im 1.2 allows it).
export function requestOf(operation, values, inBody = false) {
  const rest = {...values};
  const path = operation.path.replace(/\{(\w+)\}/g, (_, name) => {
    const value = rest[name];
    delete rest[name];
    return inUrl(value ?? '');
  });
  const {method} = operation;
  if (operation.files.length) return {method, path, ...multipart(operation.files[0], rest)};
  if (method !== 'GET' || inBody) return {method, path, body: JSON.stringify(rest)};
  const query = Object.entries(rest).map(([k, v]) =>
      `${k}=${inUrl(v)}`).join('&');
  return {method, path: query ? `${path}?${query}` : path, body: null};
}

// A text file in one part, the fields in others.
function multipart(file, fields) {
  const boundary = 'koine-appim';
  const part = (name, more, text) => `--${boundary}\r\nContent-Disposition: form-data; ` +
      `name="${name}"${more}\r\n\r\n${text}\r\n`;
  const parts = Object.entries(fields).map(([k, v]) => part(k, '', String(v)));
  parts.push(part(file, '; filename="note.txt"', 'a note'));
  return {body: `${parts.join('')}--${boundary}--\r\n`,
    type: `multipart/form-data; boundary=${boundary}`};
}

// A fast generator of numbers that gives the same ones for the same seed.
export class Dice {
  constructor(seed) { this.state = seed >>> 0; }

  next() {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let t = this.state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  }

  below(n) { return Math.floor(this.next() * n); }
  chance(p) { return this.next() < p; }
  pick(list) { return list[this.below(list.length)]; }
  some(list, n) {
    const left = [...list];
    return Array.from({length: Math.min(n, left.length)},
        () => left.splice(this.below(left.length), 1)[0]);
  }
  hex(digits) {
    let out = '';
    while (out.length < digits) out += this.below(16).toString(16);
    return out;
  }
}
