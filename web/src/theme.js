// Runs before the first paint, so that a dark page never flashes white, and somebody who is signed
// in sees the frame of the page at once. A file of its own because the content policy allows no
// inline script. Reads what session/settings.ts and session/session.ts keep.
;(function () {
  var root = document.documentElement
  var saved = {}
  var signedIn = false
  try {
    saved = JSON.parse(localStorage.getItem('koine.settings') || '{}')
    signedIn = Boolean((JSON.parse(localStorage.getItem('koine.session')) || {}).token)
  } catch {
    // Storage may be closed to us; the light theme and no frame are the fallback.
  }
  var dark =
    saved.theme === 'dark' ||
    (saved.theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches)
  if (dark) root.classList.add('dark')
  root.lang = saved.language || (/^zh/i.test(navigator.language) ? 'zh-CN' : 'en')
  if (!signedIn) return

  // `#/c/12/m/34`: the part of the client, and what of it is shown.
  var path = location.hash.split(/[/?]/)
  var part = !path[1] || path[1] === 'c' || path[1] === 'sign-in' ? 'chat' : path[1]
  root.dataset.frame = part
  if (path[2] || (part !== 'chat' && part !== 'contacts')) root.dataset.detail = ''
  if (saved.listWidth) root.style.setProperty('--list-width', saved.listWidth + 'px')

  // What the first page will ask for.
  var other = root.lang === 'en' ? '/words-zh' : '/words-en'
  var files = (document.currentScript.dataset.first || '').split(' ')
  files.forEach(function (file) {
    if (!file || file.indexOf(other) >= 0) return
    var link = document.createElement('link')
    link.rel = /css$/.test(file) ? 'preload' : 'modulepreload'
    if (link.rel === 'preload') link.as = 'style'
    link.crossOrigin = ''
    link.href = file
    document.head.append(link)
  })
})()
