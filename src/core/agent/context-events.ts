/** Subtypes of the events that shape what a model is shown of a session; nothing of the session itself is lost. */

/** The answer goes on where the one before it broke off. */
export const RESUMED = 'resumed';
/** Older results are left out from here on. */
export const CLEARED = 'results-cleared';
/** The same, and of these none is kept but those that the model has not seen. */
export const ALL_CLEARED = 'all-results-cleared';
/** The results just before are shortened; the number in the text is how many characters each keeps. */
export const CUT = 'results-cut';
/** A summary, made by the model, that stands for all before it. */
export const SUMMARY = 'context-summary';
