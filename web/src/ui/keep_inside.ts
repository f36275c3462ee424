/** Pushes a box that opens beside a button back into the window when it reaches over its edge. */
export function keepInside(box: HTMLElement | null | undefined, margin = 8) {
  if (!box) return
  box.style.transform = ''
  const { left, right } = box.getBoundingClientRect()
  const width = document.documentElement.clientWidth
  const by =
    left < margin ? margin - left : right > width - margin ? Math.max(width - margin - right, margin - left) : 0
  if (by) box.style.transform = `translateX(${by}px)`
}
