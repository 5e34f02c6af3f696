/** Ends an exhaustive `switch`: a new case that nobody handles is a compile error. */
export function assertNever(value: never): never {
  throw new Error(`Unexpected value: ${JSON.stringify(value)}`);
}
