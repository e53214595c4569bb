import type { ApiObject, App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { ObjectIndex } from '../manifest/object-index';
import { keyText, objectKey } from '../manifest/object-key';
import { YamlWriteError } from '../manifest/yaml-write-error';
import type { YamlDocument } from '../manifest/yaml-writer';
import { strictnessClaimsOf } from '../model/strictness';
import { yamlCommentsOf } from '../model/yaml-comments';
import { checkCredentials } from './credential-check';
import { DeadlineClaims } from './deadline-claims';
import { Dependencies } from './dependencies';
import { reasonOf } from './file-error';
import { fileText, kustomizationText } from './file-text';
import { FlaggerClaims } from './flagger-claims';
import type { Layout, OutputFile, OutputFolder } from './layout';
import { layOut } from './layout';
import { checkLayout, pathOf } from './layout-check';
import type { Manifest } from './manifest-resolver';
import { ManifestResolver } from './manifest-resolver';
import { ScalerClaims } from './scaler-claims';
import { checkStrictness, checkStrictnessCircles } from './strictness-check';
import { Findings } from './synth-error';

/** One file as it is to be written. */
export interface SynthesizedFile {
  /** Path below the output, with `/` between its parts. */
  readonly path: string;
  readonly text: string;
  /** The objects in it; none in a `kustomization.yaml`. */
  readonly manifests: readonly Manifest[];
}

/** What to synthesize and whom to tell. */
export interface SynthesisOptions {
  /** Names of the clusters whose folders to synthesize. @default - everything */
  readonly clusters?: ReadonlySet<string>;
  /** Told how many objects are done. @default - nobody */
  readonly onProgress?: (done: number, total: number) => void;
}

interface Declared {
  readonly owners: ObjectIndex<ApiObject>;
  readonly claims: FlaggerClaims;
  readonly scalers: ScalerClaims;
  readonly deadlines: DeadlineClaims;
}

interface ObjectDocument extends YamlDocument {
  readonly apiObject: ApiObject;
  readonly value: Manifest;
}

/** One run over an app: every construct is validated once, every object rendered once. */
export class Synthesis {
  /** Where everything goes. */
  readonly layout: Layout;
  private readonly findings = new Findings();
  private readonly dependencies: Dependencies;
  private readonly resolver: ManifestResolver;
  /** By cluster: who declares an object, what Flagger makes, who sets replicas, and when pods count. */
  private readonly declared = new Map<string, Declared>();
  /** The first two parts of the paths of all folders that are written. */
  private readonly chosenPlaces = new Set<string>();
  /** Who claims to be stricter than others. */
  private readonly claimants: IConstruct[] = [];
  private done = 0;

  constructor(
    private readonly app: App,
    private readonly options: SynthesisOptions = {},
  ) {
    const withDependencies: IConstruct[] = [];
    this.layout = layOut(
      app,
      (cluster) => this.isChosen(cluster),
      (construct) => {
        this.validate(construct);
        if (construct.node.dependencies.length > 0) withDependencies.push(construct);
        if (strictnessClaimsOf(construct).length > 0) this.claimants.push(construct);
      },
    );
    checkLayout(this.layout, this.findings);
    this.dependencies = new Dependencies(this.layout, this.findings);
    for (const construct of withDependencies) this.dependencies.add(construct);
    this.resolver = new ManifestResolver(app, this.findings);
    this.checkClusters();
    this.checkPlaces();
  }

  /**
   * Renders file after file, keeping none.
   *
   * @param write takes each file; it is no longer called once something is found to be wrong.
   * @throws {SynthError} with everything that is wrong with the app.
   */
  run(write: (file: SynthesizedFile) => void): void {
    for (const folder of this.layout.folders) {
      if (this.isChosen(folder.cluster)) this.renderFolder(folder, write);
    }
    for (const { owners, claims, scalers, deadlines } of this.declared.values()) {
      claims.check(owners, this.findings);
      scalers.check(this.findings);
      deadlines.check(this.findings);
    }
    this.checkStrictnessClaims();
    this.findings.throwIfAny(this.app);
  }

  /** Whether the folders of a cluster are synthesized in this run. */
  isChosen(cluster: string): boolean {
    return this.options.clusters?.has(cluster) ?? true;
  }

  /**
   * Whether a file of an earlier run stays although this run does not write it: it belongs to a cluster that was not
   * chosen. The first two parts of a path say whose it is, so that files of removed constructs are known, too.
   */
  keeps(path: string): boolean {
    return this.options.clusters !== undefined && !this.chosenPlaces.has(placeOf(path.slice(0, path.lastIndexOf('/'))));
  }

  private validate(construct: IConstruct): void {
    try {
      for (const message of construct.node.validate()) this.findings.add(construct, message);
    } catch (error) {
      const reason = JSON.stringify(reasonOf(error));
      this.findings.add(construct, `validation must finish, got the error ${reason}; correct the validator`);
    }
  }

  private checkStrictnessClaims(): void {
    const claims = new Map(this.claimants.map((construct) => [construct, strictnessClaimsOf(construct)]));
    checkStrictnessCircles(claims, this.findings);
    for (const [construct, all] of claims) {
      for (const claim of all) {
        if (claim.looser !== construct) checkStrictness(this.app, construct, claim, this.findings);
      }
    }
  }

  private checkClusters(): void {
    const known = new Set(this.layout.folders.map(({ cluster }) => cluster).filter((cluster) => cluster !== ''));
    const names = [...known].sort().join(', ');
    for (const cluster of this.options.clusters ?? []) {
      if (known.has(cluster)) continue;
      const remedy = names === '' ? 'no chart names a cluster' : `choose from ${names}`;
      this.findings.add(this.app, `clusters must be clusters of the app, got ${JSON.stringify(cluster)}; ${remedy}`);
    }
  }

  private checkPlaces(): void {
    if (this.options.clusters === undefined) return;
    const [chosen, others] = [true, false].map((wanted) =>
      this.layout.folders.filter(({ cluster }) => this.isChosen(cluster) === wanted),
    );
    for (const { path } of chosen ?? []) this.chosenPlaces.add(placeOf(path));
    for (const { construct, path } of others ?? []) {
      if (!this.chosenPlaces.has(placeOf(path))) continue;
      const got = `${path}, which shares ${placeOf(path)} with a chosen cluster`;
      this.findings.add(
        construct,
        `output directory must differ from those of other clusters in its first two parts to write chosen clusters only, got ${got}; rename it, or write all clusters`,
      );
    }
  }

  private renderFolder(folder: OutputFolder, write: (file: SynthesizedFile) => void): void {
    const files = this.dependencies.filesOf(folder);
    for (const file of files) {
      const rendered = this.renderFile(file);
      if (rendered !== undefined && !this.findings.any) write(rendered);
    }
    if (folder.path === '' || this.findings.any || (folder.omitEmpty && files.length === 0)) return;
    const text = kustomizationText(files.map(({ name }) => name));
    write({ path: `${folder.path}/kustomization.yaml`, text, manifests: [] });
  }

  private renderFile(file: OutputFile): SynthesizedFile | undefined {
    const documents: ObjectDocument[] = [];
    for (const apiObject of this.dependencies.objectsOf(file)) {
      const manifest = this.resolver.resolve(apiObject);
      this.done += 1;
      this.options.onProgress?.(this.done, this.layout.objectCount);
      if (manifest === undefined) continue;
      this.checkUnique(apiObject, manifest, file.folder.cluster);
      documents.push({ apiObject, value: manifest, comments: yamlCommentsOf(apiObject) });
    }
    const text = this.textOf(documents);
    if (text === undefined) return undefined;
    checkCredentials(documents, this.findings);
    return { path: pathOf(file), text, manifests: documents.map(({ value }) => value) };
  }

  private textOf(documents: readonly ObjectDocument[]): string | undefined {
    try {
      return fileText(documents);
    } catch (error) {
      if (!(error instanceof YamlWriteError)) throw error;
      for (const document of documents) this.checkWritable(document);
      return undefined;
    }
  }

  private checkWritable(document: ObjectDocument): void {
    try {
      fileText([document]);
    } catch (error) {
      if (!(error instanceof YamlWriteError)) throw error;
      this.findings.add(document.apiObject, error.message);
    }
  }

  private checkUnique(apiObject: ApiObject, manifest: Manifest, cluster: string): void {
    let declared = this.declared.get(cluster);
    if (declared === undefined) {
      declared = {
        owners: new ObjectIndex(),
        claims: new FlaggerClaims(),
        scalers: new ScalerClaims(),
        deadlines: new DeadlineClaims(),
      };
      this.declared.set(cluster, declared);
    }
    const key = objectKey(manifest);
    declared.claims.see(apiObject, key, manifest);
    declared.scalers.see(apiObject, key, manifest);
    declared.deadlines.see(apiObject, key, manifest);
    const owner = declared.owners.add(key, apiObject);
    if (owner === undefined) return;
    const got = `${keyText(key)}, which ${owner.node.path} declares, too`;
    this.findings.add(
      apiObject,
      `object must be the only one of its name on its cluster, got ${got}; rename or remove one`,
    );
  }
}

/** The first two parts of a path. */
function placeOf(directory: string): string {
  return directory.split('/', 2).join('/');
}
