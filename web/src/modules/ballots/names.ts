/** Names written in, one each: by lines, and where several stand on one line by the marks people put between them. */
export const namesOf = (text: string) =>
  text
    .split(/[\n，,、；;/]/)
    .map((name) => name.trim())
    .filter(Boolean)
