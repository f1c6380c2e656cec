// Words that nobody is to read, put in and taken out by the back office of IM Chat (im-chat 3.3.1).
export const ADMIN_PASSWORD = 'bench-administrator';
const WORDS = 10_000;
const WORDS_AT_ONCE = 1000;
const REMOVED_AT_ONCE = 100;

export const ADMIN_FLAGS = ['--admin.password', ADMIN_PASSWORD];

async function office(server) {
  const call = async (method, path, token, value) => {
    const bearer = token ? { authorization: `Bearer ${token}` } : {};
    const answer = await fetch(`http://${server.addresses.imchat_backstage}${path}`, {
      method, body: value && JSON.stringify(value),
      headers: { 'content-type': 'application/json', ...bearer },
    });
    const { code, data, message } = await answer.json();
    if (code !== 200) throw new Error(`${method} ${path}: ${code} ${message}`);
    return data;
  };
  const { accessToken } = await call('POST', '/auth/login', null,
    { username: 'admin', password: ADMIN_PASSWORD });
  return (method, path, value) => call(method, path, accessToken, value);
}

// Adds 10,000 words that are in no message, in Latin and Chinese letters, and returns their ids.
export async function addWords(server) {
  const call = await office(server);
  const letter = (i) => String.fromCodePoint(0x4e00 + i);
  const all = Array.from({ length: WORDS }, (_, i) =>
    i % 2 ? `q${(i * 7919).toString(36)}z` : letter(i % 5000) + letter(i * 31 % 5000) + letter(i));
  const ids = [];
  for (let i = 0; i < WORDS; i += WORDS_AT_ONCE) {
    const added = await call('POST', '/im/sensitiveWord',
      { contents: all.slice(i, i + WORDS_AT_ONCE) });
    ids.push(...added.ids);
  }
  return ids;
}

export async function removeWords(server, ids) {
  const call = await office(server);
  for (let i = 0; i < ids.length; i += REMOVED_AT_ONCE) {
    await call('DELETE', `/im/sensitiveWord/${ids.slice(i, i + REMOVED_AT_ONCE).join()}`);
  }
}
