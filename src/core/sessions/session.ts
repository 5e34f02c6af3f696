/** What is known of a session without reading its events. */
export interface SessionSummary {
  readonly session: string;
  readonly agent: string;
  /** Importer's name, or `dreamwright` for an own session. */
  readonly format: string;
  readonly title: string;
  /** ISO 8601 of the first and the last event. */
  readonly started: string;
  readonly ended: string;
  readonly events: number;
  /** Where it worked: its working directories and the folders of files it edited, as it named them. */
  readonly folders?: readonly string[];
  readonly parentSession?: string;
  /** Events present when the last dream that ended well had digested this session; the watermark. */
  readonly digested: number;
  /** Whose user turns these are, as the person answered at the import. */
  readonly trust: 'user' | 'none';
}
