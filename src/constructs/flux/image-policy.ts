import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { type Problem, problemText } from '../../model/problem';
import { checkRe2, groupsOf } from '../../model/re2';
import { report } from '../report';
import { declaredBeside, declareImage } from './declared-images';
import {
  checkFluxObject,
  FLUX_NAMESPACE,
  fluxMetadata,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';
import { checkPolicyRule, type ImagePolicyRule } from './image-policy-rule';

/** Which tags count, and what of them. */
export interface TagFilter {
  /** Regular expression of RE2; a tag that it matches counts: `^main-[a-f0-9]+-(?P<ts>[0-9]+)$`. */
  readonly pattern: string;
  /** What the policy compares, with the pattern's groups: `$ts`. @default - the whole tag */
  readonly extract?: string;
}

/** Whether the image's digest is read too, and how often where a tag may move. */
export type DigestReflection =
  | {
      /** When the digest is read: never, or once for each tag. @default - Flux's: `Never` */
      readonly digestReflectionPolicy?: 'Never' | 'IfNotPresent';
      /** There is nothing to look at again. @default - none */
      readonly interval?: never;
    }
  | {
      /** The digest is read again and again. */
      readonly digestReflectionPolicy: 'Always';
      /** Time between two looks at it. */
      readonly interval: Duration;
    };

/** Props of an {@link ImagePolicy}. */
export type ImagePolicyProps = FluxObjectProps &
  DigestReflection & {
    /** The ImageRepository that it chooses from, of the same namespace. */
    readonly imageRepositoryRef: LocalReference;
    /** Which of the tags is the latest. */
    readonly policy: ImagePolicyRule;
    /** Which tags count. @default - all */
    readonly filterTags?: TagFilter;
  };

/**
 * Which of an image's tags is the one to run (`image.toolkit.fluxcd.io/v1`).
 *
 * `suspend` keeps the latest tag that it has found, and an ImageUpdateAutomation still writes that one: it does not hold an
 * app at another tag. A held marker does (`cpd set … --hold`).
 *
 * @example
 * new ImageRepository(chart, 'podinfo', { image: 'ghcr.io/stefanprodan/podinfo' });
 * new ImagePolicy(chart, 'podinfo-6', {
 *   imageRepositoryRef: { name: 'podinfo' },
 *   policy: semver('6.x'),
 * });
 */
export class ImagePolicy extends ApiObject {
  constructor(scope: Construct, id: string, props: ImagePolicyProps) {
    super(scope, id, {
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImagePolicy',
      metadata: fluxMetadata(id, props),
      spec: {
        imageRepositoryRef: props.imageRepositoryRef,
        policy: props.policy,
        filterTags: props.filterTags,
        digestReflectionPolicy: props.digestReflectionPolicy,
        interval: props.interval,
        suspend: props.suspend,
      },
    });
    const namespace = props.namespace ?? FLUX_NAMESPACE;
    declareImage(this, 'ImagePolicy', namespace, this.name);
    checkFluxObject(this, props, { interval: props.interval });
    report(this, [...checkPolicyRule(props.policy), ...checkFilter(props.filterTags), ...checkNumbers(props)]);
    this.node.addValidation({
      validate: () => this.checkRepository(namespace, props.imageRepositoryRef.name).map(problemText),
    });
  }

  private checkRepository(namespace: string, got: string): Problem[] {
    if (declaredBeside(this, 'ImageRepository').has(`${namespace}:${got}`)) return [];
    const must = `name an ImageRepository of namespace ${namespace}`;
    const remedy = 'create one there: a locked-down Flux reads none of another namespace';
    return [{ prop: 'imageRepositoryRef.name', must, got, remedy }];
  }
}

function checkFilter(filter: TagFilter | undefined): Problem[] {
  if (filter === undefined) return [];
  const wrong = checkRe2('filterTags.pattern', filter.pattern);
  if (wrong.length > 0 || filter.extract === undefined) return wrong;
  const groups = groupsOf(filter.pattern);
  const asked = [...filter.extract.matchAll(/\$(?:(\w+)|\{(\w+)\})/g)].map(
    ([, plain, braced]) => plain ?? braced ?? '',
  );
  if (asked.length > 0 && asked.every((name) => groups.has(name))) return [];
  const remedy = 'name one of the pattern, such as (?P<ts>[0-9]+) by "$ts": without it every tag would be the same';
  return [{ prop: 'filterTags.extract', must: 'hold groups of the pattern', got: filter.extract, remedy }];
}

function checkNumbers({ policy, filterTags }: ImagePolicyProps): Problem[] {
  if (policy.numerical === undefined || filterTags !== undefined) return [];
  const remedy = 'Flux fails on the first tag that is no number: filter, and extract one';
  return [{ prop: 'filterTags', must: 'be given for a numerical policy', got: filterTags, remedy }];
}
