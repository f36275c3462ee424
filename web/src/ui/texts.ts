/** Picks the texts of the language in use. Chinese is the one language now; another is one more key in each locales folder. */
export function texts<T>(languages: { 'zh-CN': T }): T {
  return languages['zh-CN']
}
