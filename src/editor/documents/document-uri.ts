import * as vscode from 'vscode';
import { formatPlace, type Place, parsePlace, SCHEME } from './place.ts';

export function documentUri(place: Place): vscode.Uri {
  return vscode.Uri.from({ scheme: SCHEME, path: formatPlace(place) });
}

export function placeOf(uri: vscode.Uri): Place | null {
  return uri.scheme === SCHEME ? parsePlace(uri.path) : null;
}
