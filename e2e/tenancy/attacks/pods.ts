import { stoppedBy } from '../attack';
import { containerMay, containerWith, RESTRICTED_POD } from '../manifest';
import { podSecurity } from '../pod-security';
import { proxyInit, runs } from '../workload';

/** Pods with more rights on their node than an app needs: their Deployments are accepted, but no pod of them ever appears. */
export const podAttacks = stoppedBy(podSecurity, [
  runs('a privileged container', containerMay({ privileged: true, allowPrivilegeEscalation: true })),
  runs('a container that may gain rights', containerMay({ allowPrivilegeEscalation: true })),
  runs('a container with a capability', containerMay({ capabilities: { drop: ['ALL'], add: ['NET_ADMIN'] } })),
  runs('a container as root', {
    ...RESTRICTED_POD,
    securityContext: { seccompProfile: { type: 'RuntimeDefault' }, runAsUser: 0 },
  }),
  runs('a container without a system call filter', containerMay({ seccompProfile: { type: 'Unconfined' } })),
  runs('a container that sees the kernel’s files', { ...containerMay({ procMount: 'Unmasked' }), hostUsers: false }),
  runs('a container on a port of its node', containerWith({ ports: [{ containerPort: 80, hostPort: 80 }] })),
  runs('a pod with files of its node', { ...RESTRICTED_POD, volumes: [{ name: 'etc', hostPath: { path: '/etc' } }] }),
  runs('a pod in the network of its node', { ...RESTRICTED_POD, hostNetwork: true }),
  runs('a pod among the processes of its node', { ...RESTRICTED_POD, hostPID: true }),
  runs('a pod that shares memory with its node', { ...RESTRICTED_POD, hostIPC: true }),
  runs('a pod that changes the kernel', {
    ...RESTRICTED_POD,
    securityContext: { ...RESTRICTED_POD.securityContext, sysctls: [{ name: 'net.core.somaxconn', value: '1024' }] },
  }),
  runs("a pod with Linkerd's init container, which the CNI plugin makes needless", {
    ...RESTRICTED_POD,
    initContainers: [proxyInit],
  }),
]);
