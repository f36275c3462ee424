import { expect, it, vi } from 'vitest'
import { keepInside } from './keep_inside'

function placed(left: number, right: number) {
  vi.spyOn(document.documentElement, 'clientWidth', 'get').mockReturnValue(390)
  const box = document.createElement('div')
  vi.spyOn(box, 'getBoundingClientRect').mockReturnValue({ left, right } as DOMRect)
  keepInside(box)
  return box.style.transform
}

it('pushes a box over an edge of the window back inside, and leaves others alone', () => {
  expect(placed(-40, 140)).toBe('translateX(48px)')
  expect(placed(250, 430)).toBe('translateX(-48px)')
  expect(placed(100, 280)).toBe('')
  // Wider than the window: its beginning stays in sight.
  expect(placed(20, 500)).toBe('translateX(-12px)')
})
