/** The session in which a person's own saves and `remember`s are kept as their words; numbered after the first. */
const SESSION = 'written-by-hand';

export function sessionByHandName(number: number): string {
  return number === 1 ? SESSION : `${SESSION}-${number}`;
}

/** Whether it is one of those: what stands in it has nothing in common but the person. */
export function isByHand(session: string): boolean {
  return session === SESSION || session.startsWith(`${SESSION}-`);
}
