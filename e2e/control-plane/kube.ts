import { createInterface } from 'node:readline';
import { KubeConnection, type KubeCredentials, KubeError } from './kube-connection';
import type { KubeKind, KubeObject } from './kube-object';

interface Resource {
  readonly name: string;
  readonly kind: string;
  readonly namespaced: boolean;
}

/** A list, as the server answers it: its items come without kind and apiVersion. */
interface Page {
  readonly items: readonly object[];
  readonly metadata: { readonly resourceVersion: string };
}

/** One thing that happened to an object. */
export interface KubeEvent<T extends KubeObject> {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: T;
}

/** What names one object of a kind. */
export interface KubeName {
  readonly name: string;
  readonly namespace?: string;
}

/** Options of {@link Kube.apply}. */
export interface ApplyOptions {
  /** Whether the server only says what it would do. @default false */
  readonly dryRun?: boolean;
}

const MERGE = 'application/merge-patch+json';

/** As much of a Kubernetes client as the tests need; what the server says comes through unchanged. */
export class Kube {
  private readonly connection: KubeConnection;
  private readonly resources = new Map<string, readonly Resource[]>();

  constructor(readonly credentials: KubeCredentials) {
    this.connection = new KubeConnection(credentials);
  }

  /** A client with the rights of a service account, as Flux makes itself one before it applies anything. */
  as({ namespace, name }: Required<KubeName>): Kube {
    const user = `system:serviceaccount:${namespace}:${name}`;
    const groups = ['system:serviceaccounts', `system:serviceaccounts:${namespace}`, 'system:authenticated'];
    return new Kube({ ...this.credentials, impersonate: { user, groups } });
  }

  /** Server-side apply; the server refuses fields that it does not know. */
  async apply<T extends KubeObject>(object: T, fieldManager = 'e2e', options: ApplyOptions = {}): Promise<T> {
    const path = await this.path(object, object.metadata);
    const dryRun = options.dryRun === true ? '&dryRun=All' : '';
    return (await this.connection.ask({
      method: 'PATCH',
      path: `${path}?fieldManager=${fieldManager}&fieldValidation=Strict&force=true${dryRun}`,
      body: object,
      contentType: 'application/apply-patch+yaml',
    })) as T;
  }

  async get<T extends KubeObject>(kind: KubeKind, name: KubeName): Promise<T | undefined> {
    try {
      return (await this.connection.ask({ method: 'GET', path: await this.path(kind, name) })) as T;
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return undefined;
      throw error;
    }
  }

  async list<T extends KubeObject>(kind: KubeKind, namespace?: string): Promise<readonly T[]> {
    const { items } = await this.page(kind, namespace);
    return items as T[];
  }

  /** Merges fields into an object, or into one of its subresources. */
  async merge<T extends KubeObject>(kind: KubeKind, name: KubeName, patch: object, subresource?: string): Promise<T> {
    const path = await this.path(kind, name);
    const below = subresource === undefined ? '' : `/${subresource}`;
    return (await this.connection.ask({ method: 'PATCH', path: path + below, body: patch, contentType: MERGE })) as T;
  }

  async delete(kind: KubeKind, name: KubeName): Promise<void> {
    await this.connection.ask({ method: 'DELETE', path: await this.path(kind, name) });
  }

  /** A token of a service account, good for an hour. */
  async token(serviceAccount: Required<KubeName>): Promise<string> {
    const path = await this.path({ apiVersion: 'v1', kind: 'ServiceAccount' }, serviceAccount);
    const { status } = (await this.connection.ask({
      method: 'POST',
      path: `${path}/token`,
      body: { apiVersion: 'authentication.k8s.io/v1', kind: 'TokenRequest', spec: {} },
    })) as { status: { token: string } };
    return status.token;
  }

  /** Any request: for what the tests ask only once. */
  raw(method: string, path: string, body?: unknown, contentType?: string): Promise<unknown> {
    return this.connection.ask({ method, path, body, ...(contentType !== undefined && { contentType }) });
  }

  /** Tells every object of a kind, then what happens to them, until the signal. Reconnects by itself. */
  async *watch<T extends KubeObject>(kind: KubeKind, signal: AbortSignal): AsyncGenerator<KubeEvent<T>> {
    for (;;) {
      if (signal.aborted) return;
      try {
        const { items, metadata } = await this.page(kind);
        for (const item of items) yield { type: 'ADDED', object: { ...kind, ...(item as T) } };
        const path = `${await this.collection(kind)}?watch=true&resourceVersion=${metadata.resourceVersion}`;
        const lines = createInterface({ input: await this.connection.stream(path, signal) });
        for await (const line of lines) {
          const { type, object } = JSON.parse(line) as {
            readonly type: KubeEvent<T>['type'] | 'ERROR';
            readonly object: T;
          };
          // Too old a version was asked for: start again.
          if (type === 'ERROR') break;
          yield { type, object };
        }
      } catch (error) {
        if (error instanceof KubeError) throw error;
      }
    }
  }

  close(): void {
    this.connection.close();
  }

  private async page(kind: KubeKind, namespace?: string): Promise<Page> {
    return (await this.connection.ask({ method: 'GET', path: await this.collection(kind, namespace) })) as Page;
  }

  private async path(kind: KubeKind, { name, namespace }: KubeName): Promise<string> {
    return `${await this.collection(kind, namespace)}/${name}`;
  }

  /** The path of all objects of a kind: in a namespace, or in all. */
  private async collection({ apiVersion, kind }: KubeKind, namespace?: string): Promise<string> {
    const root = apiVersion.includes('/') ? `/apis/${apiVersion}` : `/api/${apiVersion}`;
    const resource = await this.resource(root, apiVersion, kind);
    const scope = resource.namespaced && namespace !== undefined ? `/namespaces/${namespace}` : '';
    return `${root}${scope}/${resource.name}`;
  }

  private async resource(root: string, apiVersion: string, kind: string): Promise<Resource> {
    const find = (): Resource | undefined =>
      this.resources.get(root)?.find((candidate) => candidate.kind === kind && !candidate.name.includes('/'));
    const known = find();
    if (known !== undefined) return known;
    this.resources.set(root, await this.discover(root));
    const found = find();
    if (found === undefined) throw new KubeError(404, `the server has no ${kind} in ${apiVersion}`, 'NotFound');
    return found;
  }

  private async discover(root: string): Promise<readonly Resource[]> {
    try {
      return ((await this.connection.ask({ method: 'GET', path: root })) as { resources: Resource[] }).resources;
    } catch (error) {
      if (error instanceof KubeError && error.status === 404) return [];
      throw error;
    }
  }
}
