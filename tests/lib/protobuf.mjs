// Protobuf by tables: {field: [number, kind]}. Kinds are text, bytes, int, bool, or the name of
// another table; ['repeated', kind] and ['map', kind] (with text keys) stand around them.

function varint(value) {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes = [];
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return Buffer.from([...bytes, Number(rest)]);
}

const isNumber = (kind) => kind === 'int' || kind === 'bool';

function one(tables, number, kind, value) {
  if (isNumber(kind)) return Buffer.concat([varint(number << 3), varint(Number(value))]);
  let bytes = value;
  if (kind === 'text') bytes = Buffer.from(value);
  else if (kind !== 'bytes') bytes = writeProto(tables, kind, value);
  return Buffer.concat([varint((number << 3) | 2), varint(bytes.length), bytes]);
}

const ENTRY = (kind) => ({key: [1, 'text'], value: [2, kind]});

export function writeProto(tables, name, value) {
  const table = typeof name === 'string' ? tables[name] : name;
  const parts = [];
  for (const [field, [number, kind]] of Object.entries(table)) {
    const given = value[field];
    if (given === undefined || given === null) continue;
    if (!Array.isArray(kind)) {
      parts.push(one(tables, number, kind, given));
    } else if (kind[0] === 'repeated') {
      for (const item of given) parts.push(one(tables, number, kind[1], item));
    } else {
      for (const [key, item] of Object.entries(given)) {
        parts.push(one(tables, number, ENTRY(kind[1]), {key, value: item}));
      }
    }
  }
  return Buffer.concat(parts);
}

class Reader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  get done() {
    return this.at >= this.bytes.length;
  }

  varint() {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      if (this.done) throw new Error('protobuf: too short');
      const byte = this.bytes[this.at++];
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
  }

  slice() {
    const size = this.varint();
    if (size > this.bytes.length - this.at) throw new Error('protobuf: too short');
    this.at += size;
    return this.bytes.subarray(this.at - size, this.at);
  }
}

const EMPTY = {text: '', int: 0, bool: false};

function value(tables, kind, reader) {
  if (kind === 'int') return reader.varint();
  if (kind === 'bool') return reader.varint() !== 0;
  const bytes = reader.slice();
  if (kind === 'bytes') return bytes;
  return kind === 'text' ? bytes.toString() : readProto(tables, kind, bytes);
}

// All fields of the table are there, with their defaults; an unknown field is an error.
export function readProto(tables, name, bytes) {
  const table = typeof name === 'string' ? tables[name] : name;
  const out = {};
  for (const [field, [, kind]] of Object.entries(table)) {
    if (Array.isArray(kind)) out[field] = kind[0] === 'map' ? {} : [];
    else out[field] = kind === 'bytes' ? Buffer.alloc(0) : EMPTY[kind] ?? null;
  }
  const reader = new Reader(bytes);
  while (!reader.done) {
    const key = reader.varint();
    const found = Object.entries(table).find(([, [number]]) => number === key >> 3);
    if (!found) throw new Error(`protobuf: unknown field ${key >> 3} in ${name}`);
    const [field, [, kind]] = found;
    const packed = Array.isArray(kind) && isNumber(kind[1]) && kind[0] === 'repeated' &&
        (key & 7) === 2;
    if (packed) {
      const items = new Reader(reader.slice());
      while (!items.done) out[field].push(value(tables, kind[1], items));
    } else if (!Array.isArray(kind)) {
      out[field] = value(tables, kind, reader);
    } else if (kind[0] === 'repeated') {
      out[field].push(value(tables, kind[1], reader));
    } else {
      const entry = readProto(tables, ENTRY(kind[1]), reader.slice());
      out[field][entry.key] = entry.value;
    }
  }
  return out;
}
