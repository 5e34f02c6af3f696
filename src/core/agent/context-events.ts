/** Subtypes of the events that shape what a model is shown of a session; nothing of the session itself is lost. */

/** The answer goes on where the one before it broke off. */
export const RESUMED = 'resumed';
/** Older results are left out from here on. */
export const CLEARED = 'results-cleared';
/** A summary, made by the model, that stands for all before it. */
export const SUMMARY = 'context-summary';
