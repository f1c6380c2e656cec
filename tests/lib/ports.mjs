// TCP ports of loopback. They lie below those that the system gives to connections (32768 and up):
// a server that starts again on its port must find it free.
import net from 'node:net';

const FIRST_PORT = 15_000;
const BLOCK_PORTS = 1_600;
const BLOCKS = 11;
const HOST = '127.0.0.1';

// The ports of this process: the first of them is listened on as long as the process lives, so that
// no other process of tests takes from the same block.
let block = null;
let given = 0;

// A listening socket, or null where the port is taken.
function listen(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(null));
    server.listen(port, HOST, () => resolve(server));
  });
}

async function claim() {
  for (let i = 0; i < BLOCKS; i++) {
    const first = FIRST_PORT + i * BLOCK_PORTS;
    const held = await listen(first);
    if (!held) continue;
    held.unref();
    return first;
  }
  throw new Error(`${BLOCKS} processes of tests hold all ports from ${FIRST_PORT} on`);
}

// One that nobody listens on now, and that is not given again before all others were.
export async function freePort() {
  block ??= claim();
  const first = await block;
  for (let tries = 1; tries < BLOCK_PORTS; tries++) {
    const port = first + 1 + given++ % (BLOCK_PORTS - 1);
    if (!await inUse(port)) return port;
  }
  throw new Error(`no port free from ${first} to ${first + BLOCK_PORTS - 1}`);
}

// Whether somebody listens on it.
export async function inUse(port) {
  const server = await listen(port);
  if (!server) return true;
  await new Promise((resolve) => { server.close(resolve); });
  return false;
}
