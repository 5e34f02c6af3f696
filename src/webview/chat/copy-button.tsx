import { useEffect, useState } from 'preact/hooks';
import { post } from './host.ts';
import { IconButton } from './icon.tsx';

const SHOWN_MILLISECONDS = 1500;

/** Copies through the extension and shows for a moment that it did. */
export function CopyButton({ text, label }: { readonly text: string; readonly label: string }) {
  const [isCopied, setCopied] = useState(false);
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), SHOWN_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = () => {
    post({ kind: 'copy', text });
    setCopied(true);
  };
  return <IconButton icon={isCopied ? 'check' : 'copy'} label={isCopied ? 'Copied' : label} onPress={copy} />;
}
