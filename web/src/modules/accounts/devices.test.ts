import { expect, it } from 'vitest'
import { deviceName } from './devices'

it.each([
  [
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/120.0 Safari/537.36 Edg/120.0',
    'Windows · Edge',
  ],
  ['Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Safari/604.1 MicroMessenger/8.0', 'iPhone · WeChat'],
  ['Mozilla/5.0 (Linux; Android 13) AppleWebKit/537.36 Chrome/112 Mobile Safari/537.36', 'Android · Chrome'],
  ['curl/8', ''],
])('names the device of %s', (agent, name) => {
  expect(deviceName(agent)).toBe(name)
})
