/** Turns texts into vectors of length 1 whose angle tells how near their meanings are. */
export interface Embedder {
  /** Name of the model: vectors of different models can't be compared. */
  readonly model: string;
  readonly dimensions: number;
  /** One vector a text, in order. Throws {@link EmbedderMissing} where the model can't run at all. */
  embed(texts: readonly string[], signal?: AbortSignal): Promise<readonly Float32Array[]>;
  close(): Promise<void>;
}

/** The model or its runtime can't be used on this machine; the message says why and the mend. */
export class EmbedderMissing extends Error {}
