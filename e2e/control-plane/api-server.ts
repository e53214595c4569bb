import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Audit } from './audit';
import type { KubeCredentials } from './kube-connection';
import { freePort } from './ports';
import { Program } from './program';
import { until } from './wait';

/** A running API server. */
export interface ApiServer {
  readonly program: Program;
  /** Of a member of system:masters. */
  readonly admin: KubeCredentials;
  /** Signs the tokens of service accounts. */
  readonly signingKey: string;
  readonly audit: Audit;
  /** Its certificates. */
  readonly caFile: string;
}

/** Starts an API server with RBAC, on data in an etcd. */
export async function startApiServer(name: string, folder: string, etcd: string): Promise<ApiServer> {
  const port = await freePort();
  const signingKey = join(folder, 'service-accounts.key');
  const verifyingKey = join(folder, 'service-accounts.pub');
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  writeFileSync(signingKey, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  writeFileSync(verifyingKey, publicKey.export({ type: 'spki', format: 'pem' }));
  const token = randomUUID();
  const tokens = join(folder, 'tokens.csv');
  writeFileSync(tokens, `${token},admin,admin,system:masters\n`, { mode: 0o600 });
  const audit = new Audit(folder);
  const certificates = join(folder, 'certificates');
  const program = new Program({
    program: 'kube-apiserver',
    name: `${name}-kube-apiserver`,
    args: [
      `--etcd-servers=${etcd}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${port}`,
      `--cert-dir=${certificates}`,
      `--token-auth-file=${tokens}`,
      '--authorization-mode=RBAC',
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${verifyingKey}`,
      `--service-account-signing-key-file=${signingKey}`,
      '--service-cluster-ip-range=10.96.0.0/16',
      '--endpoint-reconciler-type=none',
      // Privileged pods are to be refused by Pod Security admission, not because the server forbids them to everybody.
      '--allow-privileged=true',
      ...audit.flags,
    ],
  });
  // The server signs a certificate for itself, and puts that of the signer into the same file.
  const caFile = join(certificates, 'apiserver.crt');
  const server = `https://127.0.0.1:${port}`;
  await until(`${name}: kube-apiserver has a certificate`, () => {
    program.assertRunning();
    return existsSync(caFile) && readFileSync(caFile, 'utf8').includes('END CERTIFICATE') ? true : undefined;
  });
  return { program, admin: { server, ca: readFileSync(caFile, 'utf8'), token }, signingKey, caFile, audit };
}
