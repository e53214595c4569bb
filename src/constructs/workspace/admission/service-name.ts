/** How a Service is called from anywhere in the cluster, behind its own name and namespace. */
const ENDINGS = ['', '.svc', '.svc.cluster.local'];

/** Names of a Service, from anywhere in the cluster. */
function serviceNames(name: string, namespace: string): string[] {
  return ENDINGS.map((ending) => `${name}.${namespace}${ending}`);
}

/** Whether a host is a Service of some namespaces, called so that it means the same everywhere. */
export function isServiceOf(host: string, namespaces: readonly string[]): boolean {
  const [name = '', namespace = ''] = host.split('.');
  return name !== '' && namespaces.includes(namespace) && serviceNames(name, namespace).includes(host);
}

/** The same in the Common Expression Language. */
export function hostIsServiceOf(host: string, namespaces: string): string {
  const [label, endings] = [`${host}.split('.')`, ENDINGS.map((ending) => `'${ending}'`).join(', ')];
  const ending = `[${endings}].exists(ending, ${host} == ${label}[0] + '.' + ${label}[1] + ending)`;
  return `(${label}.size() > 1 && ${label}[0] != '' && ${label}[1] in ${namespaces} && ${ending})`;
}
