import * as vscode from 'vscode';
import { assertNever } from '../../core/assert-never.ts';
import type { Dreamwright } from '../../core/dreamwright.ts';
import { commandAddress } from '../command-link.ts';
import { documentUri, placeOf } from './document-uri.ts';
import { SCHEME } from './place.ts';
import { findReportLinks, type ReportLink } from './report-links.ts';

/** Makes the quotes of a dream's report open their session at the turn, and its headings open the memory. */
export function registerReportLinks(open: () => Promise<Dreamwright>): vscode.Disposable {
  return vscode.languages.registerDocumentLinkProvider(
    { scheme: SCHEME, language: 'markdown' },
    {
      async provideDocumentLinks(document) {
        const place = placeOf(document.uri);
        if (place?.kind !== 'dream') return [];
        const items = await (await open()).items();
        const evidence = items
          .filter(({ proposal }) => proposal.dream === place.dream)
          .flatMap(({ proposal }) => proposal.evidence);
        return findReportLinks(document.getText(), evidence).map(
          ({ start, end, target }) =>
            new vscode.DocumentLink(
              new vscode.Range(document.positionAt(start), document.positionAt(end)),
              targetUri(target),
            ),
        );
      },
    },
  );
}

function targetUri(target: ReportLink['target']): vscode.Uri {
  switch (target.kind) {
    case 'evidence': {
      const { session, event } = target;
      return vscode.Uri.parse(commandAddress('dreamwright.openEvidence', { session, event }));
    }
    case 'memory':
      return documentUri({ kind: 'memory', path: target.path });
    default:
      return assertNever(target);
  }
}
