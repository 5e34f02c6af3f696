/**
 * Subtype of an `other` event that shows what somebody other than the agent made of a file: its path, then lines as in
 * a diff. A blank before a line: it stands there; `-`: it is gone since the agent left it; `+`: it came.
 */
export const FILE_CHANGED = 'file-changed';
