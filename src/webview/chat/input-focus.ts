let focus = () => {};

/** Lets any part of the chat hand the focus back to the input. */
export const inputFocus = {
  attach(focusInput: () => void): void {
    focus = focusInput;
  },
  request(): void {
    focus();
  },
} as const;
