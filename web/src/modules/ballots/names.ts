/** A name with a blank between Chinese characters may be two people; written on one line it is counted as one. */
export const togetherIn = (names: string[]) =>
  names.filter((name) => /[\u3400-\u9fff]\s+[\u3400-\u9fff]/.test(name) && name.replace(/\s/g, '').length > 3)

/** Names written in, one each: by lines, and where several stand on one line by the marks people put between them. */
export const namesOf = (text: string) =>
  text
    .split(/[\n，,、；;/]/)
    .map((name) => name.trim())
    .filter(Boolean)
