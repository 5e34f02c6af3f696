import type { ComponentChildren } from 'preact';
import { post } from './host.ts';

export interface LinkProps {
  readonly target: string;
  readonly children: ComponentChildren;
}

/** A link that the extension opens; it checks the target again. */
export function Link({ target, children }: LinkProps) {
  const open = (event: MouseEvent) => {
    event.preventDefault();
    // The editor's own click handler would open it a second time.
    event.stopPropagation();
    post({ kind: 'open-link', target });
  };
  return (
    <a href={target} title={target} onClick={open}>
      {children}
    </a>
  );
}
