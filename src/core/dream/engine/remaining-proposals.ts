import type { Proposal } from '../proposal.ts';
import { SaidAlready } from '../propose/same-meaning.ts';

/** What the rules propose beside another engine: nothing twice, and nothing put aside, unless a person said it. */
export function remainingProposals(
  local: readonly Proposal[],
  written: readonly Proposal[],
  dismissed: ReadonlySet<string> = new Set(),
): readonly Proposal[] {
  const carried = new Set(written.flatMap(({ findings }) => findings));
  const touched = new Set(written.flatMap(({ changes }) => changes.map(({ id }) => id)));
  const paths = new Set(written.flatMap(({ changes }) => changes.flatMap(({ after }) => after?.path ?? [])));
  const said = new SaidAlready<true>();
  for (const { changes } of written) for (const { after } of changes) if (after !== null) said.add(after.text, true);
  return local.filter(({ findings, changes, origin }) => {
    if (findings.length > 0 && findings.every((id) => carried.has(id))) return false;
    if (origin !== 'user' && findings.length > 0 && findings.every((id) => dismissed.has(id))) return false;
    return changes.every(
      ({ id, before, after }) =>
        !touched.has(id) &&
        (after === null || before !== null || (!paths.has(after.path) && said.find(after.text) === undefined)),
    );
  });
}
