import { writeFileSync } from 'node:fs';
import type { KubeCredentials } from './kube-connection';

/** Writes a kubeconfig, which may be JSON as well as YAML. Returns the file. */
export function writeKubeconfig(file: string, { server, ca, token, cert, key }: KubeCredentials): string {
  const base64 = (text: string): string => Buffer.from(text).toString('base64');
  const user = {
    ...(token !== undefined && { token }),
    ...(cert !== undefined && { 'client-certificate-data': base64(cert) }),
    ...(key !== undefined && { 'client-key-data': base64(key) }),
  };
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    'current-context': 'e2e',
    clusters: [{ name: 'e2e', cluster: { server, 'certificate-authority-data': base64(ca) } }],
    users: [{ name: 'e2e', user }],
    contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'e2e' } }],
  };
  writeFileSync(file, JSON.stringify(config), { mode: 0o600 });
  return file;
}
