import { enableAutoUnmount } from '@vue/test-utils'
import { afterEach } from 'vitest'

afterEach(() => {
  if (typeof document === 'undefined') return
  document.body.innerHTML = ''
  localStorage.clear()
  sessionStorage.clear()
})
// Hooks run last first: components leave before the page is wiped.
enableAutoUnmount(afterEach)
