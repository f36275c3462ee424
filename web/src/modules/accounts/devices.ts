const systems: [RegExp, string][] = [
  [/iPhone/, 'iPhone'],
  [/iPad/, 'iPad'],
  [/HarmonyOS|OpenHarmony/, 'HarmonyOS'],
  [/Android/, 'Android'],
  [/Windows/, 'Windows'],
  [/Mac OS X/, 'macOS'],
  [/Linux/, 'Linux'],
]
const browsers: [RegExp, string][] = [
  [/MicroMessenger/, 'WeChat'],
  [/Edg\//, 'Edge'],
  [/Firefox\//, 'Firefox'],
  [/Chrome\//, 'Chrome'],
  [/Safari\//, 'Safari'],
]

const pick = (list: [RegExp, string][], text: string) => list.find(([words]) => words.test(text))?.[1]

/** A user agent as people know it: "Windows · Chrome". Empty when nothing is recognised. */
export function deviceName(agent: string): string {
  return [pick(systems, agent), pick(browsers, agent)].filter(Boolean).join(' · ')
}
