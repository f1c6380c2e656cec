// A small HTTP client: what goes over the wire is exactly what the caller says.
import http from 'node:http';
import {DIALECTS} from './dialects.mjs';
import {PATIENCE} from './patience.mjs';

export const HTTP_TIMEOUT_MS = 15_000 * PATIENCE;

// Kept connections end long before the server ends them, after 75 s without a request: else one
// may be taken for a request just then.
const AGENT = {keepAlive: true, maxSockets: 128, timeout: 30_000};

export class HttpClient {
  constructor(origin, dialect = 'ruoyi') {
    this.origin = origin;
    this.dialect = DIALECTS[dialect];
    this.agent = new http.Agent(AGENT);
  }

  // Answers {status, headers, body: Buffer, text, json}; json is undefined when the body is none.
  request(method, path, {headers = {}, body = null, timeoutMs = HTTP_TIMEOUT_MS} = {}) {
    return new Promise((resolve, reject) => {
      const url = new URL(this.origin);
      const all = {...headers};
      if (body !== null) all['Content-Length'] = Buffer.byteLength(body);
      const request = http.request({agent: this.agent, host: url.hostname, port: url.port, method,
        path: encodePath(path), headers: all}, (response) => {
        const chunks = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => resolve(answer(response, Buffer.concat(chunks))));
      });
      request.setTimeout(timeoutMs, () => request.destroy(
          new Error(`no answer to ${method} ${path} within ${timeoutMs} ms`)));
      request.on('error', reject);
      request.end(body);
    });
  }

  // Sends JSON with a token, answers as `request`.
  call(method, path, token, value) {
    const headers = this.dialect.sign(token);
    if (value === undefined) return this.request(method, path, {headers});
    headers['Content-Type'] = 'application/json';
    return this.request(method, path, {headers, body: JSON.stringify(value)});
  }

  // Ends the kept connections that no request is on.
  dropIdle() {
    for (const socket of Object.values(this.agent.freeSockets).flat()) socket.destroy();
  }

  // Drops kept connections, for instance after the server was killed.
  reset() {
    this.agent.destroy();
    this.agent = new http.Agent(AGENT);
  }
}

function answer(response, body) {
  const text = body.toString('utf8');
  let json;
  try {
    json = text === '' ? undefined : JSON.parse(text);
  } catch {
    json = undefined;
  }
  return {status: response.statusCode, headers: response.headers, body, text, json};
}

// Percent-encodes what may not stand in a request line, and leaves `%xx` as written.
export function encodePath(path) {
  return path.replace(/[^\x21-\x7e]+/g, (s) => encodeURIComponent(s).replace(/'/g, '%27'));
}
