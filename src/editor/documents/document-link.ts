import { escapeLinkText } from '../escape-markdown.ts';
import { formatPlace, type Place, SCHEME } from './place.ts';

/** A Markdown link to another document of ours. */
export function documentLink(label: string, place: Place): string {
  const path = formatPlace(place).split('/').map(encodeURIComponent).join('/');
  return `[${escapeLinkText(label)}](${SCHEME}:${path})`;
}
