import type { IResolver } from 'cdk8s';
import { ApiObject, App } from 'cdk8s';
import { isAbsolute, normalize } from 'node:path';
import { OUTPUT_CONTEXT, REPOSITORY_CONTEXT } from '../model/fleet-context';
import { setManifestReader } from '../model/manifest-of';
import type { OutputFolder } from './output-folder';
import { checkStandIn, chooseOutputFolder, DEFAULT_FOLDER, linkStandIn } from './output-folder';
import { OutputTree } from './output-tree';
import { PlainRenderer } from './plain-manifest';
import { Progress } from './progress';
import { SynthError, type SynthFinding } from './synth-error';
import { Synthesis } from './synthesis';
import { printIfUncaught } from './uncaught';

/** Publishing nothing would empty the output, and Flux would delete what it applied from there. */
const EMPTY: SynthFinding = {
  path: '',
  message: 'the app must hold at least one chart with an object, got none; create its constructs before synth()',
};

/** Props of a {@link GitOpsApp}. */
export interface GitOpsAppProps {
  /** URL of the Git repository that holds the output and that Flux watches. @default - none: constructs that need it ask for it */
  readonly repository?: string;
  /** Folder that the manifests are published to, relative to the working directory. @default - `dist`, or what `cdk8s synth -o` asks for */
  readonly outdir?: string;
  /** Names of the clusters to write; the files of all others stay as they are. @default - those in the environment variable `CPD_CLUSTERS`, joined by commas, or all */
  readonly clusters?: readonly string[];
  /** Resolvers that replace values while objects are rendered, before those of cdk8s. @default - none */
  readonly resolvers?: IResolver[];
}

/**
 * The root of a fleet: a cdk8s App that checks everything before it writes, writes one file per construct, and replaces
 * its output as a whole.
 *
 * @example
 * const app = new GitOpsApp({ repository: 'https://github.com/acme/fleet' });
 * new Cluster(app, 'laptop', { platform: k3s() });
 * app.synth();
 */
export class GitOpsApp extends App {
  private readonly folder: OutputFolder;
  private readonly clusters: ReadonlySet<string> | undefined;

  constructor(props: GitOpsAppProps = {}) {
    const folder = chooseOutputFolder(props.outdir);
    super({ outdir: folder.path, resolvers: props.resolvers });
    this.folder = folder;
    this.clusters = chosenClusters(props.clusters ?? process.env.CPD_CLUSTERS?.split(','));
    if (props.repository !== undefined) this.node.setContext(REPOSITORY_CONTEXT, props.repository);
    this.node.setContext(OUTPUT_CONTEXT, placeInRepository(props.outdir));
    const plain = new PlainRenderer(this);
    setManifestReader(this, (object) => (object instanceof ApiObject ? plain.render(object) : undefined));
  }

  /**
   * Checks the app and publishes its manifests.
   *
   * @throws {SynthError} with everything that is wrong; nothing has been written then.
   */
  override synth(): void {
    const progress = new Progress(process.stderr);
    const synthesis = new Synthesis(this, {
      clusters: this.clusters,
      onProgress: (done, total) => {
        progress.update(done, total);
      },
    });
    checkStandIn(this.folder);
    let tree: OutputTree | undefined;
    const open = () => (tree ??= new OutputTree(this.folder.path, (path) => synthesis.keeps(path)));
    try {
      synthesis.run(({ path, text }) => {
        open().write(path, text);
      });
      if (tree === undefined) throw new SynthError([EMPTY]);
      const { files, changed } = open().publish();
      linkStandIn(this.folder);
      progress.finish(`${this.folder.path}: ${files} files, ${changed} changed`);
    } catch (error) {
      if (error instanceof SynthError) printIfUncaught(error);
      throw error;
    } finally {
      progress.clear();
      tree?.close();
    }
  }

  /** Everything that {@link synth} would write, as one YAML stream. */
  override synthYaml(): string {
    const texts: string[] = [];
    new Synthesis(this, { clusters: this.clusters }).run(({ text, manifests }) => {
      if (manifests.length > 0) texts.push(text);
    });
    return texts.join('---\n');
  }
}

function chosenClusters(names: readonly string[] | undefined): ReadonlySet<string> | undefined {
  const chosen = new Set((names ?? []).map((name) => name.trim()).filter((name) => name !== ''));
  return chosen.size === 0 ? undefined : chosen;
}

/** Flux is told paths within the repository, which no folder elsewhere on this machine may change. */
function placeInRepository(outdir: string | undefined): string {
  if (outdir === undefined || isAbsolute(outdir) || normalize(outdir).startsWith('..')) return DEFAULT_FOLDER;
  return normalize(outdir).replaceAll('\\', '/').replace(/\/$/, '');
}
