import { colorName } from '../../model/color';
import { byName, fieldOf, listOf, textOf } from './fields';
import type { App, AppList } from './fleet';
import { readImage } from './image';
import type { Manifest } from './manifests';
import { readRollout } from './rollout';
import { readSplits } from './splits';

/** Where each kind of workload has its pod template. */
const WORKLOADS: Readonly<Record<string, readonly string[]>> = {
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
};

/** The variable that Podinfo takes its colour from. */
const COLOR = 'PODINFO_UI_COLOR';

/** What the manifests of one folder run, and how new versions of it take over. */
export function readApps(manifests: readonly Manifest[]): AppList {
  const canaries = new Map(
    manifests.filter((manifest) => isKind(manifest, 'Canary')).map((canary) => [targetKey(canary), canary]),
  );
  const apps = manifests.flatMap((manifest) => {
    const app = workload(manifest) ?? release(manifest);
    if (app === undefined) return [];
    const key = keyOf(app.kind, app.namespace, app.name);
    const canary = canaries.get(key);
    canaries.delete(key);
    return [canary === undefined ? app : { ...app, rollout: readRollout(canary) }];
  });
  // What is left rolls out something that another folder holds.
  const elsewhere = [...canaries.values()].map(rolledOutElsewhere);
  return { apps: [...apps, ...elsewhere].sort(byName(appKey)), splits: readSplits(manifests) };
}

function workload(manifest: Manifest): App | undefined {
  const kind = textOf(manifest, 'kind') ?? '';
  const path = Object.hasOwn(WORKLOADS, kind) ? WORKLOADS[kind] : undefined;
  if (path === undefined) return undefined;
  const containers = listOf(manifest, ...path, 'containers');
  const images = containers.flatMap((container) => textOf(container, 'image') ?? []).map(readImage);
  const color = containers.flatMap((container) => listOf(container, 'env')).find(isColor);
  const written = textOf(color, 'value');
  return { ...named(manifest), kind, images, ...(written !== undefined && { color: colorName(written) ?? written }) };
}

function isColor(variable: unknown): boolean {
  return textOf(variable, 'name') === COLOR;
}

function release(manifest: Manifest): App | undefined {
  if (!isKind(manifest, 'HelmRelease')) return undefined;
  const name =
    textOf(manifest, 'spec', 'chart', 'spec', 'chart') ?? textOf(manifest, 'spec', 'chartRef', 'name') ?? '?';
  const version = textOf(manifest, 'spec', 'chart', 'spec', 'version');
  const chart = { name, ...(version !== undefined && { version }) };
  return { ...named(manifest), kind: 'HelmRelease', images: [], chart };
}

function rolledOutElsewhere(canary: Manifest): App {
  const { namespace } = named(canary);
  const target = fieldOf(canary, 'spec', 'targetRef');
  return {
    name: textOf(target, 'name') ?? named(canary).name,
    ...(namespace !== undefined && { namespace }),
    kind: textOf(target, 'kind') ?? '?',
    images: [],
    rollout: readRollout(canary),
  };
}

function targetKey(canary: Manifest): string {
  const target = fieldOf(canary, 'spec', 'targetRef');
  return keyOf(textOf(target, 'kind'), named(canary).namespace, textOf(target, 'name') ?? named(canary).name);
}

function keyOf(kind = '', namespace = '', name = ''): string {
  return [kind, namespace, name].join('\n');
}

function appKey({ name, namespace, kind }: App): string {
  return [name, namespace ?? '', kind].join('\n');
}

function named(manifest: Manifest): { readonly name: string; readonly namespace?: string } {
  const namespace = textOf(manifest, 'metadata', 'namespace');
  return { name: textOf(manifest, 'metadata', 'name') ?? '?', ...(namespace !== undefined && { namespace }) };
}

function isKind(manifest: Manifest, kind: string): boolean {
  return fieldOf(manifest, 'kind') === kind;
}
