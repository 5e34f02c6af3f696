/** Under what `meta` keeps when a person reset a threshold; its name follows. */
export const THRESHOLD_RESET = 'threshold reset ';
