// Whether a server answers yet, asked once: { true, false }.
import http from 'node:http';
import net from 'node:net';

const ANSWER_TIMEOUT_MS = 2_000;

// True when a GET of the path is answered with less than 500.
export function answersHttp(port, path) {
  return new Promise((resolve) => {
    const request = http.get({ port, path, host: '127.0.0.1', agent: false }, (answer) => {
      answer.resume();
      resolve(answer.statusCode < 500);
    });
    request.setTimeout(ANSWER_TIMEOUT_MS, () => request.destroy());
    request.once('error', () => resolve(false));
    request.once('close', () => resolve(false));
  });
}

// True when the first bytes that the server sends, after `greeting` if any, match.
export function answersTcp(port, greeting, match) {
  return new Promise((resolve) => {
    let text = '';
    const socket = net.connect(port, '127.0.0.1', () => { if (greeting) socket.write(greeting); });
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(ANSWER_TIMEOUT_MS, () => done(false));
    socket.on('data', (data) => {
      text += data;
      if (match.test(text)) done(true);
    });
    socket.once('error', () => done(false));
    socket.once('close', () => done(false));
  });
}
