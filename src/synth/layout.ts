import type { App } from 'cdk8s';
import { ApiObject, Chart, Names } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { OutputDirectory } from '../model/output-directory';
import { outputDirectoryOf } from '../model/output-directory';

/** One file of the output: the objects below one construct. */
export interface OutputFile {
  /** The construct whose objects it holds. */
  readonly construct: IConstruct;
  readonly folder: OutputFolder;
  /** Its name within the folder. */
  readonly name: string;
  /** Its objects, in construct order. */
  readonly objects: ApiObject[];
}

/** One folder of the output: a chart with an output directory. Charts without one share the folder ''. */
export interface OutputFolder {
  /** The construct it was declared at; the app for the folder ''. */
  readonly construct: IConstruct;
  /** Its path below the output; empty for the output itself. */
  readonly path: string;
  /** The cluster it is applied to; empty for none in particular. */
  readonly cluster: string;
  /** Whether nothing is written for it while it has no file. */
  readonly omitEmpty: boolean;
  readonly files: OutputFile[];
}

/** Where the objects of an app go. */
export interface Layout {
  /** In construct order. */
  readonly folders: readonly OutputFolder[];
  /** The folders by the construct that declares them. */
  readonly folderAt: ReadonlyMap<IConstruct, OutputFolder>;
  /** The files by the construct whose objects they hold. */
  readonly fileAt: ReadonlyMap<IConstruct, OutputFile>;
  /** How many objects there are. */
  readonly objectCount: number;
}

/** What is done at every construct on the one walk through the tree. */
export type Visitor = (construct: IConstruct) => void;

/** Walks the tree once and sorts its objects into files. */
class LayoutWalk {
  readonly folders: OutputFolder[] = [];
  readonly folderAt = new Map<IConstruct, OutputFolder>();
  readonly fileAt = new Map<IConstruct, OutputFile>();
  objectCount = 0;
  private rootFolder: OutputFolder | undefined;
  private openedChosen = 0;

  constructor(
    private readonly app: App,
    private readonly isChosen: (cluster: string) => boolean,
    private readonly visitor: Visitor,
  ) {}

  walk(construct: IConstruct, folder?: OutputFolder, file?: OutputFile): void {
    const declared = outputDirectoryOf(construct);
    if (declared !== undefined) this.walkBelow(construct, this.openFolder(construct, declared), undefined);
    else if (folder !== undefined) this.walkBelow(construct, folder, file ?? childFile(construct, folder));
    else if (Chart.isChart(construct)) this.walkChart(construct);
    else this.walkAbove(construct);
  }

  /** What lies above the charts belongs to the clusters of all charts below it. */
  private walkAbove(construct: IConstruct): void {
    const [opened, openedChosen] = [this.folders.length, this.openedChosen];
    for (const child of construct.node.children) this.walk(child);
    if (this.openedChosen > openedChosen || this.folders.length === opened) this.visitor(construct);
  }

  private walkChart(chart: Chart): void {
    this.rootFolder ??= this.openFolder(this.app, { path: '', cluster: '' });
    const name = `${Names.toDnsLabel(chart)}${this.app.outputFileExtension}`;
    this.walkBelow(chart, this.rootFolder, { construct: chart, folder: this.rootFolder, name, objects: [] });
  }

  private walkBelow(construct: IConstruct, folder: OutputFolder, file: OutputFile | undefined): void {
    if (this.isChosen(folder.cluster)) this.visitor(construct);
    if (file !== undefined && ApiObject.isApiObject(construct)) this.addObject(construct, file);
    for (const child of construct.node.children) this.walk(child, folder, file);
  }

  private openFolder(construct: IConstruct, { path, cluster, omitEmpty = false }: OutputDirectory): OutputFolder {
    const folder: OutputFolder = { construct, path, cluster, omitEmpty, files: [] };
    this.folders.push(folder);
    this.folderAt.set(construct, folder);
    if (this.isChosen(cluster)) this.openedChosen += 1;
    return folder;
  }

  private addObject(apiObject: ApiObject, file: OutputFile): void {
    if (file.objects.length === 0) {
      file.folder.files.push(file);
      this.fileAt.set(file.construct, file);
    }
    file.objects.push(apiObject);
    this.objectCount += 1;
  }
}

function childFile(construct: IConstruct, folder: OutputFolder): OutputFile {
  return { construct, folder, name: `${construct.node.id}.yaml`, objects: [] };
}

/**
 * Sorts the objects of an app into folders and files, in one walk.
 *
 * @param app the app.
 * @param isChosen whether the folders of a cluster are to be written.
 * @param visitor called once for each construct that concerns a chosen cluster.
 */
export function layOut(app: App, isChosen: (cluster: string) => boolean, visitor: Visitor): Layout {
  const walk = new LayoutWalk(app, isChosen, visitor);
  walk.walk(app);
  return walk;
}
