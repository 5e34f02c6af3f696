export type HostTest = {
  readonly title: string;
  readonly body: () => void | Promise<void>;
};

export const tests: HostTest[] = [];

/** Declares a test that runs inside VS Code's extension host. */
export function test(title: string, body: HostTest['body']): void {
  tests.push({ title, body });
}
