// Words of one that anybody may try out, by thousands.
export const OPEN = ['--open', '--max-new-clients-per-minute', '0'];

// The applications that every server of the api suite has: words after `koine app create`.
export const APPS = {
  open: ['open', ...OPEN],
  twin: ['twin', ...OPEN],
  shut: ['shut', '--open', 'token_verify'],
  locked: ['locked', '--open', 'key_required'],
  single: ['single', '--open', 'single_device', 'no_events', 'no_auto_register'],
  bound: ['bound', 'bound'],
};

// `name=value` lines as an object.
export function readKeys(text) {
  return Object.fromEntries(text.trim().split('\n').map((line) => {
    const at = line.indexOf('=');
    return [line.slice(0, at), line.slice(at + 1)];
  }));
}
