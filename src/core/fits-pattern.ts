/**
 * Whether the items fit the pattern, in which `any` stands for any number of them. Only the latest `any` is ever filled
 * otherwise, so that no pattern takes longer than its length times the items': a regular expression tries all fillings.
 */
export function fitsPattern(
  items: readonly string[],
  pattern: readonly string[],
  any: string,
  fitsOne: (item: string, sign: string) => boolean,
): boolean {
  let at = 0;
  let place = 0;
  let afterAny = 0;
  let filledTo = 0;
  while (at < items.length) {
    const [item = '', sign] = [items[at], pattern[place]];
    if (sign === any) {
      afterAny = ++place;
      filledTo = at;
    } else if (sign !== undefined && fitsOne(item, sign)) {
      at++;
      place++;
    } else if (afterAny > 0) {
      place = afterAny;
      at = ++filledTo;
    } else return false;
  }
  return pattern.slice(place).every((sign) => sign === any);
}
