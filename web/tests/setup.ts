import { afterEach } from 'vitest'

afterEach(() => {
  if (typeof document === 'undefined') return
  document.body.innerHTML = ''
  localStorage.clear()
  sessionStorage.clear()
})
