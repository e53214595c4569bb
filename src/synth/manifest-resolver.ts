import type { ApiObject, App } from 'cdk8s';
import { rawProps } from './cdk8s-internals';
import { checkObject } from './object-check';
import { checkPatches, failureText } from './patch-check';
import { type Manifest, PlainRenderer } from './plain-manifest';
import type { Findings } from './synth-error';
import { checkValues } from './value-check';

export type { Manifest } from './plain-manifest';

/** Renders ApiObjects, each once, and checks what comes out. */
export class ManifestResolver {
  private readonly plain: PlainRenderer;

  constructor(
    app: App,
    private readonly findings: Findings,
  ) {
    this.plain = new PlainRenderer(app);
  }

  /** The manifest of an object; nothing when there are findings about it. */
  resolve(apiObject: ApiObject): Manifest | undefined {
    const manifest = this.plain.render(apiObject) ?? this.resolveAny(apiObject);
    if (manifest === undefined) return undefined;
    const problems = checkObject(manifest);
    this.findings.addProblems(apiObject, problems);
    return problems.length === 0 ? manifest : undefined;
  }

  private resolveAny(apiObject: ApiObject): Manifest | undefined {
    const before = checkValues(rawProps(apiObject), { resolves: this.plain.stockResolvers ? 'stock' : 'anything' });
    if (this.report(apiObject, before)) {
      if (!before.some((message) => message.startsWith('/metadata'))) this.checkIdentity(apiObject);
      return undefined;
    }
    const manifest = this.render(apiObject);
    if (manifest === undefined) return undefined;
    const after = [...checkValues(manifest), ...emptyNames(apiObject, manifest), ...checkPatches(apiObject)];
    return this.report(apiObject, after) ? undefined : manifest;
  }

  private render(apiObject: ApiObject): Manifest | undefined {
    try {
      return apiObject.toJson() as Manifest;
    } catch (error) {
      const patches = checkPatches(apiObject);
      this.report(apiObject, patches.length > 0 ? patches : [renderingFailure(error)]);
      return undefined;
    }
  }

  /** Checks what can be known about an object that does not render, so that nothing has to be mended twice. */
  private checkIdentity(apiObject: ApiObject): void {
    const { apiVersion, kind } = apiObject;
    const metadata: unknown = tryTo(() => apiObject.metadata.toJson() as unknown);
    if (metadata !== undefined) this.findings.addProblems(apiObject, checkObject({ apiVersion, kind, metadata }));
  }

  private report(apiObject: ApiObject, messages: readonly string[]): boolean {
    for (const message of messages) this.findings.add(apiObject, message);
    return messages.length > 0;
  }
}

/** A Lazy that gives nothing would leave the object without its name, or in the default namespace. */
function emptyNames(apiObject: ApiObject, manifest: Manifest): string[] {
  const { metadata } = manifest as { readonly metadata?: Readonly<Record<string, unknown>> };
  return (['name', 'namespace'] as const)
    .filter((prop) => typeof apiObject.metadata[prop] === 'object' && metadata?.[prop] === undefined)
    .map((prop) => `/metadata/${prop} must be set, got a Lazy that gives nothing; let it give a ${prop}`);
}

function renderingFailure(error: unknown): string {
  const reason = failureText(error);
  if (reason.startsWith('Maximum call stack')) {
    return 'the object must end, got a Lazy or a resolver whose value contains itself; copy the values it needs';
  }
  return `the object must render, got the error ${JSON.stringify(reason)}; correct the value it is about`;
}

function tryTo<T>(run: () => T): T | undefined {
  try {
    return run();
  } catch {
    return undefined;
  }
}
