/** Names that a search is about: identifiers and words with a shape of their own, not the everyday ones. */
export function subjectsOf(query: string): readonly string[] {
  const names = query.match(/[A-Za-z_][\w-]{4,}/gu) ?? [];
  return [...new Set(names.filter((name) => /[a-z][A-Z]|[_-]|[A-Z]{2}/u.test(name.slice(0, -1)) || name.length >= 9))];
}
