import type { Problem } from '../../../model/problem';
import { isAddressEntry } from './listed-address';
import { isHostEntry } from './listed-host';
import { ANY_IMAGE, isImageEntry } from './listed-image';

/**
 * What a team may take from elsewhere, and publish. The API server compares each object of the team with it, whoever
 * applies it; what is not listed is refused.
 */
export interface AllowLists {
  /**
   * Repositories that the team may have Flux follow, with Kustomizations of its own in its home namespace: `https://`, `ssh://`
   * (Git) or `oci://` addresses, without `.git`. One allows everything below it: `https://github.com/acme`.
   *
   * @default - none: the team may write no sources and no Kustomizations
   */
  readonly repositories?: readonly string[];
  /**
   * Helm repositories (`https://`) and charts in registries (`oci://`) that the team may install, with HelmReleases of its own in
   * its home namespace. One allows everything below it.
   *
   * @default - none: the team may write no HelmReleases
   */
  readonly charts?: readonly string[];
  /**
   * Registries, or beginnings of image names in one, that the team's pods may run: `ghcr.io/acme`. Images must then name their
   * registry.
   *
   * @default ['*'] any image
   */
  readonly registries?: readonly string[];
  /** Names of Secrets in the home namespace whose kubeconfig the team's Flux objects may use; an admin makes them. @default - none: this cluster only */
  readonly clusters?: readonly string[];
  /**
   * Hosts that the team may publish by an Ingress, a route of a Gateway or a Canary; `*.` before one allows all hosts below it.
   *
   * @default - none: its apps are reached from inside the cluster only
   */
  readonly hosts?: readonly string[];
}

/** Name of a list. */
export type ListName = keyof AllowLists;

/** Whether an entry is well formed, and how it must look. */
const ENTRIES: Readonly<Record<ListName, readonly [(entry: string) => boolean, must: string, remedy: string]>> = {
  repositories: [isAddressEntry, 'be plain https://, ssh:// or oci:// addresses', 'write "https://github.com/acme"'],
  charts: [isChartEntry, 'be plain https:// or oci:// addresses', 'write "oci://ghcr.io/acme/charts"'],
  registries: [isImageEntry, 'be registries, or beginnings of image names in one', 'write "ghcr.io/acme"'],
  clusters: [isName, 'be names of Secrets', 'name the Secret in the home namespace that holds the kubeconfig'],
  hosts: [isHostEntry, 'be host names in lower case', 'write "shop.example.com", or "*.shop.example.com"'],
};

/** Checks the entries of each list. */
export function checkAllowLists(allow: AllowLists = {}): Problem[] {
  const names = Object.keys(ENTRIES);
  const unknown = Object.keys(allow).filter((name) => !names.includes(name));
  const remedy = 'correct it, or remove it';
  return [
    ...unknown.map((got) => ({ prop: 'allow', must: `name ${names.join(', ')}`, got, remedy })),
    ...names.flatMap((name) => checkList(name as ListName, allow)),
  ];
}

function checkList(list: ListName, allow: AllowLists): Problem[] {
  const [isEntry, must, remedy] = ENTRIES[list];
  const prop = `allow.${list}`;
  const entries = allow[list] ?? [];
  const wrong = entries.filter((entry) => !isEntry(entry)).map((got) => ({ prop, must, got, remedy }));
  const pointless = list === 'registries' && entries.length > 1 && entries.includes(ANY_IMAGE);
  const alone = { prop, must: 'name registries, or only "*"', got: entries, remedy: 'leave "*" or the others out' };
  return pointless ? [...wrong, alone] : wrong;
}

function isChartEntry(entry: string): boolean {
  return isAddressEntry(entry) && !entry.startsWith('ssh:');
}

function isName(entry: string): boolean {
  return /^[a-z0-9]([a-z0-9.-]{0,251}[a-z0-9])?$/.test(entry);
}
