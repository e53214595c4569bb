import type { ApiObject, App } from 'cdk8s';
import { hasOnlyStockResolvers, patchesOf, rawObject } from './cdk8s-internals';
import { copyPlain } from './plain-copy';

/** A Kubernetes object as plain data. */
export type Manifest = Readonly<Record<string, unknown>>;

/** Renders those ApiObjects of an app that are plain data, which need no resolution: only what cdk8s's rendering comes to. */
export class PlainRenderer {
  /** Whether values are resolved by cdk8s's own resolvers alone. */
  readonly stockResolvers: boolean;
  private readonly sortKeys: boolean;

  constructor(app: App) {
    this.stockResolvers = hasOnlyStockResolvers(app);
    this.sortKeys = !process.env.CDK8S_DISABLE_SORT;
  }

  /** The manifest of an object; nothing where cdk8s has to resolve it. */
  render(apiObject: ApiObject): Manifest | undefined {
    if (!this.stockResolvers || patchesOf(apiObject).length > 0) return undefined;
    const raw = rawObject(apiObject);
    return raw === undefined ? undefined : copyPlain(raw.props, raw.metadata, this.sortKeys);
  }
}
