/** What the embedding thread is asked: one batch at a time. */
export interface EmbedRequest {
  readonly id: number;
  readonly texts: readonly string[];
}

export type EmbedReply =
  | { readonly kind: 'vectors'; readonly id: number; readonly vectors: readonly Float32Array[] }
  /** The model can't be loaded or run. */
  | { readonly kind: 'failure'; readonly id: number; readonly reason: string };
