import type { AppReleaseEntry } from './app-release';

/** The release data of one environment: what `releases/<environment>.yaml` says, checked. */
export class ReleaseData {
  /** Release data that says nothing. */
  static empty(): ReleaseData {
    return new ReleaseData();
  }

  /** Reads and checks a release file. Never throws: what is wrong is in {@link problems}. */
  static load(_file: string): ReleaseData {
    return new ReleaseData();
  }

  /** What is wrong with the file, each with file, line and column. */
  readonly problems: readonly string[] = [];

  /** The entry of one app; asking for it marks the app as known. */
  app(_workspace: string, _app: string): AppReleaseEntry {
    return { take: () => undefined, where: (field) => field };
  }

  /** Entries and fields that no construct took, each with file and line. */
  unused(): string[] {
    return [];
  }
}
