/** A codicon; decorative, so the control around it carries the label. */
export function Icon({ name }: { readonly name: string }) {
  return <span class={`codicon codicon-${name}`} aria-hidden="true" />;
}

export interface IconButtonProps {
  readonly icon: string;
  readonly label: string;
  readonly onPress: (event: MouseEvent) => void;
  readonly isPressed?: boolean;
}

export function IconButton({ icon, label, onPress, isPressed }: IconButtonProps) {
  return (
    <button
      type="button"
      class="icon-button"
      title={label}
      aria-label={label}
      aria-pressed={isPressed}
      onClick={onPress}
    >
      <Icon name={icon} />
    </button>
  );
}
