import { nextTick, onBeforeUnmount, watch, type Ref } from 'vue'

const focusable =
  'a[href],button:not([disabled]),input:not([disabled]),select:not([disabled]),textarea:not([disabled]),[tabindex]:not([tabindex="-1"])'

const open: HTMLElement[] = []

/**
 * What makes a box a dialog: focus goes in, Tab stays in, Escape closes, the page behind does not scroll, and the focus
 * returns to where it was.
 */
export function useModal(box: Ref<HTMLElement | undefined>, isOpen: () => boolean, close: () => void) {
  let before: HTMLElement | null = null
  let held: HTMLElement | undefined

  function onKey(event: KeyboardEvent) {
    if (!held || open[open.length - 1] !== held) return
    if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') {
      const stops = [...held.querySelectorAll<HTMLElement>(focusable)].filter(
        (stop) => stop.getClientRects().length > 0,
      )
      const first = stops[0]
      const last = stops[stops.length - 1]
      if (!first || !last) return event.preventDefault()
      const now = document.activeElement
      if (event.shiftKey ? now === first || now === held : now === last) {
        event.preventDefault()
        ;(event.shiftKey ? last : first).focus()
      } else if (!held.contains(now)) {
        event.preventDefault()
        first.focus()
      }
    }
  }

  function release() {
    if (!held) return
    open.splice(open.indexOf(held), 1)
    held = undefined
    document.removeEventListener('keydown', onKey, true)
    if (!open.length) document.documentElement.style.overflow = ''
    if (before?.isConnected) before.focus()
  }

  watch(
    isOpen,
    async (opened) => {
      if (!opened) return release()
      before = document.activeElement as HTMLElement | null
      await nextTick()
      if (!box.value) return
      held = box.value
      open.push(held)
      document.addEventListener('keydown', onKey, true)
      document.documentElement.style.overflow = 'hidden'
      const wanted = held.querySelector<HTMLElement>('[autofocus]') ?? held
      wanted.focus()
    },
    { immediate: true },
  )
  onBeforeUnmount(release)
}
