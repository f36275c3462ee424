import { reactive, watch } from 'vue'

export type Size = 'standard' | 'large' | 'extra'
export type Theme = 'system' | 'light' | 'dark'

const store = 'xinglin.look'

interface Look {
  size: Size
  theme: Theme
}

function read(): Look {
  const look: Look = { size: 'standard', theme: 'system' }
  try {
    const kept = JSON.parse(localStorage.getItem(store) ?? '{}') as Partial<Look>
    if (kept.size === 'large' || kept.size === 'extra') look.size = kept.size
    if (kept.theme === 'light' || kept.theme === 'dark') look.theme = kept.theme
  } catch {
    // A broken or forbidden store only costs the choice.
  }
  return look
}

/** How this device shows the app; the account's own choice is copied here at sign-in. */
export const look = reactive<Look>(read())

function paint(system: MediaQueryList) {
  const root = document.documentElement
  root.dataset.size = look.size
  root.dataset.theme = look.theme === 'system' ? (system.matches ? 'dark' : 'light') : look.theme
}

/** Paints the root element now and at every change. Called once, before the app is mounted. */
export function startLook() {
  const system = window.matchMedia('(prefers-color-scheme: dark)')
  paint(system)
  system.addEventListener('change', () => paint(system))
  watch(look, () => {
    paint(system)
    try {
      localStorage.setItem(store, JSON.stringify(look))
    } catch {
      // Kept for this visit only.
    }
  })
}
