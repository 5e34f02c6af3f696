import { parseJson } from './json.ts';

/** The JSON object in a model's text, with or without a fence around it; undefined when there is none. */
export function jsonIn(text: string): unknown {
  return parseJson(text.slice(text.indexOf('{'), text.lastIndexOf('}') + 1));
}
