import { closest } from './closest';
import type { ReadApp, ReadWorkspace } from './read-release';
import { inOrder, type ReleaseProblem } from './release-problem';

/** What was asked for: workspace → app → the fields that were taken. */
type Asked = ReadonlyMap<string, ReadonlyMap<string, { readonly taken: ReadonlySet<string> }>>;

/** Among how many names the one that was meant is looked for. */
const GUESSED_FROM = 1000;

/** The entries of a release file that nobody asked for, in the order of the file. */
export function unusedEntries(workspaces: ReadonlyMap<string, ReadWorkspace>, asked: Asked): ReleaseProblem[] {
  const unused: ReleaseProblem[] = [];
  for (const [name, workspace] of workspaces) {
    const known = asked.get(name);
    if (!known) {
      const near = remedy(name, asked, 'remove it, or add the workspace to the code');
      unused.push({ at: workspace.at, text: `${name} must be a workspace of this environment, got none of that name; ${near}` });
      continue;
    }
    for (const [appName, app] of workspace.apps) {
      const entry = known.get(appName);
      if (entry) {
        unused.push(...unusedFields(`${name}.${appName}`, app, entry.taken));
        continue;
      }
      const near = remedy(appName, known, 'remove it, or add the app to the code');
      unused.push({ at: app.at, text: `${name}.${appName} must be an app of this workspace, got none of that name; ${near}` });
    }
  }
  return inOrder(unused);
}

function unusedFields(path: string, app: ReadApp, taken: ReadonlySet<string>): ReleaseProblem[] {
  return Object.keys(app.values)
    .filter((field) => !taken.has(field))
    .map((field) => {
      const at = app.node.kind === 'map' ? (app.node.entries.get(field)?.at ?? app.at) : app.at;
      return { at, text: `${path}.${field} must be used by the code, got nothing that reads it; remove it` };
    });
}

function remedy(name: string, candidates: ReadonlyMap<string, unknown>, otherwise: string): string {
  // Thousands of names are no slip of the finger, and comparing each with each would take minutes.
  const near = candidates.size > GUESSED_FROM ? undefined : closest(name, candidates.keys());
  return near === undefined ? otherwise : `did you mean "${near}"?`;
}
