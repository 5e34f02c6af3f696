export function Moon() {
  return (
    <svg class="moon" viewBox="0 0 24 24" aria-hidden="true">
      <path d="M20.5 14.4A8.6 8.6 0 0 1 9.6 3.5a8.6 8.6 0 1 0 10.9 10.9Z" />
    </svg>
  );
}
