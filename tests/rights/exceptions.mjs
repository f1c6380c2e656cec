// Where a contract wants another outcome than the one that follows from a row's auth and door.
// Each entry: row ("METHOD path"), case ("token/object", `*` for any), the wanted code, the reason.
export const EXCEPTIONS = [
  {row: 'POST /api/im/auth/refresh', case: 'none/*', code: 401,
    reason: 'ruoyi 1.3: without a refresh or access token there is nothing to refresh'},
];

export function exceptionFor(row, token, object) {
  const name = `${row.method} ${row.path}`;
  return EXCEPTIONS.find((e) => e.row === name && e.case.split('/').every(
      (part, i) => part === '*' || part === [token, object][i]));
}
