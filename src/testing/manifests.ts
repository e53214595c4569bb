import type { App } from 'cdk8s';
import type { IConstruct } from 'constructs';
import { selectKind } from './kind';
import { locateAll, type LocatedObject } from './located-object';
import type { ManifestObject } from './manifest-object';
import { countText, missText, titles } from './miss-text';
import { distance, nearestText } from './nearest';
import { readFolder } from './read-folder';
import { search, type SearchResult } from './search';
import { type ConstructBuilder, synth } from './synth';

/**
 * Kubernetes objects and what a test asks of them.
 *
 * A kind is `Deployment`, `apps/Deployment` or `apps/v1/Deployment`; `v1/Service` is the one of the core group. A kind
 * without its group is an error where objects of several groups have it.
 *
 * @example
 * const manifests = Manifests.fromChart((chart) => {
 *   new PodinfoApp(chart, 'backend', { namespace: 'shop', tag: '6.9.4' });
 * });
 * manifests.resourceCountIs('Deployment', 1);
 * manifests.hasResource('apps/Deployment', { metadata: { name: 'backend', namespace: 'shop' } });
 */
export class Manifests {
  private constructor(private readonly located: readonly LocatedObject[]) {}

  /**
   * The objects of all charts of an app; nothing is written.
   *
   * @throws {SynthError} with everything that is wrong with the app.
   */
  static fromApp(app: App): Manifests {
    return Manifests.fromChart(app);
  }

  /**
   * The objects of a chart or any other construct, or of what a function builds in a chart made for it.
   *
   * @throws {SynthError} with everything that is wrong with the app the construct belongs to.
   * @see synth
   */
  static fromChart(chart: IConstruct | ConstructBuilder): Manifests {
    return Manifests.of(synth(chart));
  }

  /**
   * The objects of all `.yaml` and `.yml` files below a folder, such as `dist`; of files with several documents, all.
   * What is in a `kustomization.yaml` for kustomize only is left out.
   *
   * @throws {Error} with file and line of everything that is no YAML or no Kubernetes object, or if the folder is
   * missing or holds no such files.
   */
  static fromDir(folder: string): Manifests {
    return new Manifests(readFolder(folder));
  }

  /**
   * These objects, wherever they come from. A field that is undefined counts as absent.
   *
   * @throws {Error} that names every value without API version, kind or name.
   */
  static of(objects: readonly object[]): Manifests {
    return new Manifests(locateAll(objects));
  }

  /** All objects, in the order of constructs or of file names. */
  get objects(): readonly ManifestObject[] {
    return this.located.map(({ object }) => object);
  }

  /**
   * Checks that at least one object of a kind matches. Captures keep what they find in each that does.
   *
   * @param partial fields that it has, as data and matchers; it may have others. @default - any object of the kind
   * @throws {Error} if none matches: with the nearest objects and how they differ, or the nearest kinds there are.
   * @throws {Error} for a kind or pattern that cannot be told, whatever the objects are.
   */
  hasResource(kind: string, partial: object = {}): void {
    const result = search(this.located, kind, partial);
    throwIf(missText(result));
    result.capture();
  }

  /**
   * Checks how many objects of a kind there are, or how many of them match.
   *
   * @param count 0 says that there must be none.
   * @param partial fields that they have, as data and matchers; they may have others. @default - any object of the kind
   * @throws {Error} if there are more or fewer: with those that there are.
   * @throws {Error} for a kind, a count or a pattern that cannot be told, whatever the objects are.
   */
  resourceCountIs(kind: string, count: number, partial: object = {}): void {
    const result = search(this.located, kind, partial);
    throwIf(countText(result, count));
    result.capture();
  }

  /**
   * The objects of a kind that match, in the order of {@link Manifests.objects}; an empty list if none does.
   *
   * @param partial fields that they have, as data and matchers; they may have others. @default - any object of the kind
   * @throws {Error} for a kind or pattern that cannot be told, whatever the objects are.
   */
  findResources(kind: string, partial: object = {}): ManifestObject[] {
    const result = search(this.located, kind, partial);
    result.capture();
    return result.matching.map(({ object }) => object);
  }

  /**
   * The one object of a kind and a name.
   *
   * @param name `backend`, or `shop/backend` with its namespace.
   * @throws {Error} if there is none, with the nearest names, or if there are several.
   */
  resource(kind: string, name: string): ManifestObject {
    const { title, objects, hint } = selectKind(this.located, kind);
    const found = objects.filter((located) => namesOf(located).includes(name));
    const [first] = found;
    if (first !== undefined && found.length === 1) return first.object;
    const rule = `manifests must have one ${title} ${name}`;
    if (first !== undefined) throw new Error([`${rule}, got ${found.length}:`, ...titles(found)].join('\n'));
    const names = objects.map((located) => {
      const [own, withNamespace = own] = namesOf(located);
      return [withNamespace, Math.min(distance(name, own), distance(name, withNamespace))] as const;
    });
    throw new Error(`${rule}, got none${hint}${nearestText('name', new Map(names))}`);
  }

  /** @internal What a pattern finds, for matchers of Jest and Vitest. */
  search(kind: string, partial: object): SearchResult {
    return search(this.located, kind, partial);
  }
}

/** An object's name, and that with its namespace if it has one. */
function namesOf({ key }: LocatedObject): readonly [string, string?] {
  return key.namespace === '' ? [key.name] : [key.name, `${key.namespace}/${key.name}`];
}

function throwIf(message: string | undefined): void {
  if (message !== undefined) throw new Error(message);
}
