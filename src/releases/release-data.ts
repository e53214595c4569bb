import { sep } from 'node:path';
import type { AppReleaseEntry } from './app-release';
import { ReleaseEntry } from './release-entry';
import { located } from './release-problem';
import { readRelease, type ReadRelease } from './read-release';
import { readText } from './read-text';
import { unknownMarkers } from './unknown-markers';
import { unusedEntries } from './unused-entries';

const NOTHING: ReadRelease = { workspaces: new Map(), markers: [], problems: [] };

/**
 * The release data of one environment: what `releases/<environment>.yaml` says, checked.
 *
 * @example
 * const releases = ReleaseData.load('releases/dev.yaml');
 * const tag = releases.app('shop', 'backend').take('tag');
 */
export class ReleaseData {
  /** Release data that says nothing. */
  static empty(): ReleaseData {
    return new ReleaseData('', NOTHING, []);
  }

  /**
   * Reads and checks a release file. Never throws: what is wrong is in {@link problems}.
   *
   * @param file the file, relative to the working directory: `releases/dev.yaml`.
   */
  static load(file: string): ReleaseData {
    const name = file.split(sep).join('/');
    const { text, problem } = readText(file);
    if (text === undefined) return new ReleaseData(name, NOTHING, [`${name} ${problem}`]);
    const read = readRelease(text);
    return new ReleaseData(name, read, located(name, read.problems));
  }

  private readonly entries = new Map<string, Map<string, ReleaseEntry>>();

  private constructor(
    /** The file, with `/` between its parts; empty where there is none. */
    readonly file: string,
    private readonly read: ReadRelease,
    /** What is wrong with the file, each with file, line and column, in the order of the file. */
    readonly problems: readonly string[],
  ) {}

  /** The entry of one app; asking for it marks the app as known. An app that the file leaves out has an empty entry. */
  app(workspace: string, app: string): AppReleaseEntry {
    const apps = this.entries.get(workspace) ?? new Map<string, ReleaseEntry>();
    this.entries.set(workspace, apps);
    const found = this.read.workspaces.get(workspace)?.apps.get(app);
    const entry = apps.get(app) ?? new ReleaseEntry(this.file, `${workspace}.${app}`, found);
    apps.set(app, entry);
    return entry;
  }

  /**
   * Workspaces, apps and fields that no construct took, each with file, line and column. Ask when all constructs are
   * made: an edit that has no effect is a mistake, most often a mistyped name.
   */
  unused(): string[] {
    return located(this.file, unusedEntries(this.read.workspaces, this.entries));
  }

  /**
   * Image policy markers that name no policy which the app of their tag could follow, each with file, line and column.
   *
   * @param environment the file's environment.
   * @param declared the ImagePolicies of its cluster, as `<namespace>:<name>`; not given where another repository declares them.
   */
  unknownMarkers(environment: string, declared?: ReadonlySet<string>): string[] {
    return located(this.file, unknownMarkers(this.read.markers, environment, declared));
  }

  /** The ImagePolicy that an app's tag follows, or would if it were not held, as `<namespace>:<name>`. */
  policyOf(workspace: string, app: string): string | undefined {
    const marker = this.read.markers.find((one) => one.workspace === workspace && one.app === app);
    return marker && `${marker.namespace}:${marker.policy}`;
  }
}
