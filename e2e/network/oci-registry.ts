import { createHash } from 'node:crypto';
import type { Host } from './network';
import type { PackedChart } from './packed-chart';

interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly content: Buffer;
}

const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';
const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const CHART = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';

/** Serves charts to be pulled, as the OCI distribution specification and Helm's media types have it. */
export function ociRegistry(charts: readonly PackedChart[]): Host {
  const tags = new Map<string, string[]>();
  const found = new Map<string, Blob>();
  for (const chart of charts) {
    const name = `${new URL(chart.repository).pathname.slice(1)}/${chart.name}`;
    const config = blob(CONFIG, JSON.stringify({ apiVersion: 'v2', name: chart.name, version: chart.version }));
    const layer = blob(CHART, chart.archive);
    const manifest = blob(
      MANIFEST,
      JSON.stringify({ schemaVersion: 2, mediaType: MANIFEST, ...contents(config, layer) }),
    );
    tags.set(name, [...(tags.get(name) ?? []), chart.version]);
    for (const one of [config, layer]) found.set(`/v2/${name}/blobs/${one.digest}`, one);
    for (const reference of [chart.version, manifest.digest]) found.set(`/v2/${name}/manifests/${reference}`, manifest);
  }
  return (incoming, response) => {
    const [path = ''] = (incoming.url ?? '').split('?');
    const [, listed] = /^\/v2\/(.+)\/tags\/list$/.exec(path) ?? [];
    if (path === '/v2/') response.end('{}');
    else if (listed !== undefined) response.end(JSON.stringify({ name: listed, tags: tags.get(listed) ?? [] }));
    else {
      const answer = found.get(path);
      if (answer === undefined) response.writeHead(404).end();
      else {
        const { mediaType, digest, content } = answer;
        response.writeHead(200, {
          'content-type': mediaType,
          'content-length': content.length,
          'docker-content-digest': digest,
        });
        response.end(incoming.method === 'HEAD' ? undefined : content);
      }
    }
  };
}

function contents(config: Blob, layer: Blob): object {
  const describe = ({ mediaType, digest, content }: Blob): object => ({ mediaType, digest, size: content.length });
  return { config: describe(config), layers: [describe(layer)] };
}

function blob(mediaType: string, content: Buffer | string): Blob {
  const bytes = Buffer.from(content);
  return { mediaType, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}`, content: bytes };
}
