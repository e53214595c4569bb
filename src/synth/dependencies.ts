import type { ApiObject } from 'cdk8s';
import { Chart } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { FileOrder } from './file-order';
import type { Layout, OutputFile, OutputFolder } from './layout';
import { stableSort } from './stable-sort';
import type { Findings } from './synth-error';

function nearest<T>(construct: IConstruct, found: (at: IConstruct) => T | undefined): T | undefined {
  for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope) {
    const result = found(at);
    if (result !== undefined) return result;
  }
  return undefined;
}

function chartOf(construct: IConstruct): Chart | undefined {
  return nearest(construct, (at) => (Chart.isChart(at) ? at : undefined));
}

function contains(ancestor: IConstruct, construct: IConstruct): boolean {
  return nearest(construct, (at) => (at === ancestor ? true : undefined)) ?? false;
}

/** Orders objects and files by the dependencies between constructs, and refuses those that no file can express. */
export class Dependencies {
  private readonly fileOrders = new Map<OutputFile, FileOrder>();
  private readonly filesBefore = new Map<OutputFile, Set<OutputFile>>();
  private readonly chartDependencies = new Map<Chart, ReadonlySet<IConstruct>>();

  constructor(
    private readonly layout: Layout,
    private readonly findings: Findings,
  ) {}

  /** Takes the dependencies of a construct into account. */
  add(source: IConstruct): void {
    for (const target of new Set(source.node.dependencies)) {
      if (source !== target && !this.isAutomatic(source, target)) this.addOne(source, target);
    }
  }

  /** The objects of a file, each behind those it depends on. */
  objectsOf(file: OutputFile): readonly ApiObject[] {
    const order = this.fileOrders.get(file)?.sort(file.objects);
    if (order === undefined) return file.objects;
    if ('sorted' in order) return order.sorted;
    this.reportCircle(order.circle);
    return file.objects;
  }

  /** The files of a folder by name, each behind those it depends on. */
  filesOf(folder: OutputFolder): readonly OutputFile[] {
    const files = [...folder.files].sort((a, b) => (a.name < b.name ? -1 : 1));
    if (this.filesBefore.size === 0) return files;
    const order = stableSort(files, (file) => [...(this.filesBefore.get(file) ?? [])]);
    if ('sorted' in order) return order.sorted;
    this.reportCircle(order.circle.map((file) => file.construct));
    return files;
  }

  private addOne(source: IConstruct, target: IConstruct): void {
    const unit = this.unitOf(source);
    if (unit === undefined || unit !== this.unitOf(target)) this.refuse(source, target, 'which is applied on its own');
    else if (contains(source, target)) this.refuse(source, target, 'which is a part of it');
    else if (contains(target, source)) this.refuse(source, target, 'which it is a part of');
    else this.order(source, target);
  }

  private refuse(source: IConstruct, target: IConstruct, why: string): void {
    const got = `a dependency on ${target.node.path === '' ? 'the app' : target.node.path}, ${why}`;
    const remedy = "order what is applied separately by dependsOn of Flux's Kustomizations";
    this.findings.add(source, `dependencies must stay within one output directory or chart, got ${got}; ${remedy}`);
  }

  private order(source: IConstruct, target: IConstruct): void {
    const [file, before] = [this.fileOf(source), this.fileOf(target)];
    if (file === undefined || before === undefined) return;
    if (file !== before) {
      const known = this.filesBefore.get(file) ?? new Set();
      this.filesBefore.set(file, known.add(before));
      return;
    }
    const order = this.fileOrders.get(file) ?? new FileOrder(file.construct);
    this.fileOrders.set(file, order);
    order.add(source, target);
    // As in cdk8s, where a dependency between objects of two charts is one between the charts.
    const [chart, other] = [chartOf(source), chartOf(target)];
    if (chart === undefined || other === undefined || contains(chart, other) || contains(other, chart)) return;
    order.add(chart, other);
  }

  /** cdk8s makes a chart, and so its objects, depend on its nested charts once `Chart.toJson()` has been called. */
  private isAutomatic(source: IConstruct, target: IConstruct): boolean {
    const [chart, nested] = [chartOf(source), chartOf(target)];
    if (chart === undefined || nested === undefined || nested.node.scope !== chart) return false;
    let known = this.chartDependencies.get(chart);
    if (known === undefined) {
      known = new Set(chart.node.dependencies);
      this.chartDependencies.set(chart, known);
    }
    return known.has(nested);
  }

  /** What is applied as a whole: a folder, or a chart without one. */
  private unitOf(construct: IConstruct): OutputFolder | Chart | undefined {
    const folder = this.folderOf(construct);
    if (folder !== undefined && folder.path !== '') return folder;
    let unit: Chart | undefined;
    for (let at: IConstruct | undefined = construct; at !== undefined; at = at.node.scope)
      if (Chart.isChart(at)) unit = at;
    return unit;
  }

  private folderOf(construct: IConstruct): OutputFolder | undefined {
    return nearest(construct, (at) => this.layout.folderAt.get(at));
  }

  private fileOf(construct: IConstruct): OutputFile | undefined {
    const file = nearest(construct, (at) => this.layout.fileAt.get(at));
    return file?.folder === this.folderOf(construct) ? file : undefined;
  }

  private reportCircle(circle: readonly IConstruct[]): void {
    const [first] = circle;
    if (first === undefined) return;
    const path = [...circle, first].map((construct) => construct.node.path).join(' -> ');
    this.findings.add(first, `dependencies must not form a circle, got ${path}; remove one of them`);
  }
}
