// A small chat of the kind one writes with Socket.IO: each message goes to SQLite, is acknowledged
// and delivered when it is on disk. Messages of one turn of the event loop share a transaction.
//
//   node socketio_server.mjs PORT DATABASE
import { createServer } from 'node:http';
import { DatabaseSync } from 'node:sqlite';

import { Server } from 'socket.io';

const [port, file] = process.argv.slice(2);
const PASSWORD = 'secret-1';

const database = new DatabaseSync(file);
database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;');
database.exec('CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, sender TEXT NOT NULL, '
  + 'receiver TEXT NOT NULL, text TEXT NOT NULL, at INTEGER NOT NULL)');
database.exec('CREATE INDEX IF NOT EXISTS message_receiver ON message (receiver, id)');
const insert = database.prepare(
  'INSERT INTO message (sender, receiver, text, at) VALUES (?, ?, ?, ?)');

const http = createServer();
const io = new Server(http, { transports: ['polling', 'websocket'], serveClient: false });
io.use((socket, next) => {
  const { name, password } = socket.handshake.auth;
  if (typeof name !== 'string' || password !== PASSWORD) return next(new Error('not signed in'));
  socket.data.name = name;
  next();
});

let batch = [];

function commit() {
  const now = batch;
  batch = [];
  database.exec('BEGIN');
  for (const each of now) {
    each.id = Number(insert.run(each.from, each.to, each.text, Date.now()).lastInsertRowid);
  }
  database.exec('COMMIT');
  for (const each of now) {
    each.told({ id: each.id });
    io.to(each.to).emit('message', { id: each.id, from: each.from, text: each.text });
  }
}

io.on('connection', (socket) => {
  const from = socket.data.name;
  socket.join(from);
  socket.on('message', ({ to, text }, told) => {
    if (batch.push({ from, to, text, told }) === 1) setImmediate(commit);
  });
});

http.listen(Number(port), '127.0.0.1');
process.once('SIGTERM', () => {
  database.close();
  process.exit(0);
});
