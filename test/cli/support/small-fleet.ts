/** A tree like synth's, as small as one with everything can be: two teams on one cluster, one with a repository of its own. */
export const SMALL_FLEET: Readonly<Record<string, string>> = {
  'clusters/edge/source.yaml': git('flux-system', 'fleet', 'https://github.com/acme/fleet', 'main'),
  'clusters/edge/cluster.yaml': sync('flux-system', 'cluster', 'fleet', './dist/clusters/edge'),
  'clusters/edge/flux.yaml': `kind: FluxInstance
metadata: { name: flux }
spec: { distribution: { version: 2.9.5 } }
`,
  'clusters/edge/infrastructure.yaml': [
    sync('flux-system', 'flagger', 'fleet', './dist/infrastructure/edge/flagger'),
    sync('flux-system', 'gateway-api', 'fleet', './dist/infrastructure/edge/gateway-api'),
    sync('flux-system', 'identity', 'fleet', './dist/infrastructure/edge/identity'),
  ].join('---\n'),
  'clusters/edge/kustomization.yaml': 'kind: Kustomization\napiVersion: kustomize.config.k8s.io/v1beta1\n',
  'clusters/edge/workspace-dev-shop.yaml': sync('flux-system', 'shop', 'fleet', './dist/workspaces/dev/shop'),
  'clusters/edge/workspace-dev-blog.yaml': sync('flux-system', 'blog', 'fleet', './dist/workspaces/dev/blog'),
  'clusters/edge/workspace-qa-shop.yaml': sync('flux-system', 'qa', 'gone', './dist/workspaces/qa/shop/'),
  'infrastructure/edge/flagger/release.yaml': `kind: HelmRelease
metadata: { name: flagger }
spec: { chart: { spec: { chart: flagger, version: 1.44.0 } } }
`,
  'infrastructure/edge/gateway-api/source.yaml': `kind: GitRepository
metadata: { name: gateway-api-crds }
spec: { ref: { tag: v1.4.1 } }
`,
  'infrastructure/edge/identity/issuer.yaml': 'kind: Issuer\nmetadata: { name: identity }\n',
  'workspaces/dev/blog/namespaces.yaml': 'kind: Namespace\nmetadata: { name: blog }\n',
  'workspaces/dev/blog/sync.yaml': [
    git('blog', 'blog', 'https://github.com/acme/blog', 'release'),
    sync('blog', 'blog', 'blog', './deploy/dev'),
  ].join('---\n'),
  'workspaces/dev/shop/namespaces.yaml':
    'kind: Namespace\nmetadata: { name: shop }\n---\nkind: Namespace\nmetadata: { name: shop-web }\n',
  'workspaces/qa/shop/namespaces.yaml': '',
  'apps/dev/shop/kustomization.yaml': 'kind: Kustomization\nresources: [all.yaml]\n',
  'apps/dev/shop/all.yaml': [
    deployment('backend', 'shop', 'ghcr.io/stefanprodan/podinfo:6.9.4', '#2e7d4f'),
    canary(
      'backend',
      'shop',
      'provider: linkerd, analysis: { interval: 10s, threshold: 3, stepWeight: 10, maxWeight: 50 }',
    ),
    deployment('frontend', 'shop-web', 'localhost:5000/web@sha256:0123456789abcdef0123', '#010203'),
    canary(
      'frontend',
      'shop-web',
      `provider: nginx, analysis: { interval: 1m, threshold: 5, iterations: 10,
        match: [{ headers: { x-user: { exact: insider } } }, { headers: { a: { prefix: b }, c: { regex: d.* } } }] }`,
    ),
    deployment('plain', 'shop', 'nginx'),
    'kind: TrafficSplit\nmetadata: { name: s, namespace: shop }\nspec: { service: catalog, backends: [{ service: v1, weight: 2 }, { service: v2, weight: 1 }] }\n',
  ].join('---\n'),
  'apps/qa/shop/': '',
};

/** A Deployment of one container. */
export function deployment(name: string, namespace: string, image: string, color?: string): string {
  const env = color === undefined ? '' : `, env: [{ name: PODINFO_UI_COLOR, value: "${color}" }]`;
  return `kind: Deployment
metadata: { name: ${name}, namespace: ${namespace} }
spec: { template: { spec: { containers: [{ name: main, image: ${image}${env} }] } } }
`;
}

/** A Canary of a Deployment, with what else its spec says. */
export function canary(target: string, namespace: string, spec: string): string {
  return `kind: Canary
metadata: { name: ${target}, namespace: ${namespace} }
spec: { targetRef: { kind: Deployment, name: ${target} }, ${spec} }
`;
}

function git(namespace: string, name: string, url: string, branch: string): string {
  return `kind: GitRepository
metadata: { name: ${name}, namespace: ${namespace} }
spec: { url: "${url}", ref: { branch: ${branch} } }
`;
}

/** A Flux Kustomization. */
export function sync(namespace: string, name: string, source: string, path: string): string {
  return `apiVersion: kustomize.toolkit.fluxcd.io/v1
kind: Kustomization
metadata: { name: ${name}, namespace: ${namespace} }
spec: { path: ${path}, sourceRef: { kind: GitRepository, name: ${source} } }
`;
}
