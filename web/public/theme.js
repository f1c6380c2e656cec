// Runs before the first paint, so that a dark page never flashes white. A file of its own because
// the content policy allows no inline script.
;(function () {
  var root = document.documentElement
  try {
    var saved = JSON.parse(localStorage.getItem('koine.settings') || '{}')
    var dark =
      saved.theme === 'dark' ||
      (saved.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
    if (dark) root.classList.add('dark')
    if (saved.language) root.lang = saved.language
  } catch {
    // Storage may be closed to us; the light theme is the fallback.
  }
})()
