import { ApiObject } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { type Problem, problemText } from '../../model/problem';
import { report } from '../report';
import { declaredBeside } from './declared-images';
import {
  checkFluxObject,
  FLUX_NAMESPACE,
  fluxMetadata,
  type FluxObjectProps,
  type LocalReference,
} from './flux-object';
import { checkGitName } from './git-name';
import type { GitReferences } from './git-repository';

/** Where the automation reads, and where it writes. */
export interface AutomationGit {
  /** What is edited. */
  readonly checkout: AutomationCheckout;
  /** How its commits look. */
  readonly commit: AutomationCommit;
  /** Where they go: to a branch of their own, for a pull request. */
  readonly push: AutomationPush;
}

/** What is edited. */
export interface AutomationCheckout {
  /** The branch. Nothing else that Git can check out could be pushed again. */
  readonly ref: Required<Pick<GitReferences, 'branch'>>;
}

/** A commit of Flux's. */
export interface AutomationCommit {
  /** Who is its author. */
  readonly author: CommitAuthor;
  /** Go template of its message. @default - Flux's: Update from image update automation */
  readonly messageTemplate?: string;
  /** Values for the template, as `.Values`. @default - none */
  readonly messageTemplateValues?: Readonly<Record<string, string>>;
  /** Secret with the key that signs it, of the same namespace. @default - not signed */
  readonly signingKey?: SigningKey;
}

/** The author of a commit. */
export interface CommitAuthor {
  /** Their name. @default - none */
  readonly name?: string;
  /** Their address. */
  readonly email: string;
}

/** A key that signs commits. */
export interface SigningKey {
  /** Secret with the key: `git.asc` of GPG, or `identity` of SSH. */
  readonly secretRef: LocalReference;
  /** Its kind. @default - Flux's: `gpg` */
  readonly type?: 'gpg' | 'ssh';
}

/** Where commits go. */
export interface AutomationPush {
  /** The branch, which is made when it is not there; not the one that is checked out. */
  readonly branch: string;
  /** A refspec to push by as well, such as Gerrit's `refs/heads/x:refs/for/main`. @default - none */
  readonly refspec?: string;
  /** Push options, such as GitLab's `merge_request.create`. @default - none */
  readonly options?: Readonly<Record<string, string>>;
}

/** Which ImagePolicies of the namespace an automation follows. */
export interface PolicySelector {
  /** Labels they carry. @default - any */
  readonly matchLabels?: Readonly<Record<string, string>>;
  /** Conditions on their labels. @default - none */
  readonly matchExpressions?: readonly LabelExpression[];
}

/** A condition on a label. */
export interface LabelExpression {
  /** The label. */
  readonly key: string;
  /** What must hold of it. */
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist';
  /** Its values, for `In` and `NotIn`. @default - none */
  readonly values?: readonly string[];
}

/** Props of an {@link ImageUpdateAutomation}. */
export interface ImageUpdateAutomationProps extends FluxObjectProps {
  /** The GitRepository that says where the repository is and whose Secret may write to it, of the same namespace. */
  readonly sourceRef: LocalReference;
  /** Where it reads and writes. */
  readonly git: AutomationGit;
  /** Time between two runs. @default '10m' */
  readonly interval?: Duration;
  /** The folder whose markers it follows: `./releases` or one in it. @default './releases' */
  readonly path?: string;
  /** Which ImagePolicies of its namespace it follows. @default - all */
  readonly policySelector?: PolicySelector;
}

const RELEASES = /^(\.\/)?releases(\/(?!\.{1,2}(\/|$))[^/]+)*\/?$/;

/**
 * Writes the tags that ImagePolicies of its namespace have found behind their markers in release data, and pushes that to a
 * branch of its own (`image.toolkit.fluxcd.io/v1`). Synth and a review make a release of it.
 *
 * @example
 * new ImageRepository(chart, 'podinfo', { image: 'ghcr.io/stefanprodan/podinfo' });
 * new ImagePolicy(chart, 'podinfo-6', { imageRepositoryRef: { name: 'podinfo' }, policy: semver('6.x') });
 * new ImageUpdateAutomation(chart, 'images', {
 *   sourceRef: { name: 'fleet' },
 *   git: {
 *     checkout: { ref: { branch: 'main' } },
 *     commit: { author: { name: 'flux', email: 'flux@example.com' } },
 *     push: { branch: 'image-updates/prod' },
 *   },
 * });
 */
export class ImageUpdateAutomation extends ApiObject {
  constructor(scope: Construct, id: string, props: ImageUpdateAutomationProps) {
    const { git, interval = '10m', path = './releases' } = props;
    super(scope, id, {
      apiVersion: 'image.toolkit.fluxcd.io/v1',
      kind: 'ImageUpdateAutomation',
      metadata: fluxMetadata(id, props),
      spec: {
        sourceRef: { kind: 'GitRepository', name: props.sourceRef.name },
        interval,
        git,
        update: { strategy: 'Setters', path },
        policySelector: props.policySelector,
        suspend: props.suspend,
      },
    });
    const namespace = props.namespace ?? FLUX_NAMESPACE;
    checkFluxObject(this, props, { interval });
    report(this, [...checkPath(path), ...checkBranches(git), ...checkMessage(git.commit.messageTemplate)]);
    this.node.addValidation({ validate: () => this.checkPolicies(namespace).map(problemText) });
  }

  private checkPolicies(got: string): Problem[] {
    const policies = declaredBeside(this, 'ImagePolicy');
    if ([...policies].some((policy) => policy.startsWith(`${got}:`))) return [];
    const remedy = 'create the ImagePolicies in this namespace: Flux looks at no other one';
    return [{ prop: 'namespace', must: 'be that of the ImagePolicies to follow', got, remedy }];
  }
}

function checkPath(got: string): Problem[] {
  if (RELEASES.test(got)) return [];
  const remedy = 'markers are in release data: what is in dist/ is written by synth, and an edit there would be lost';
  return [{ prop: 'path', must: 'be ./releases or a folder in it', got, remedy }];
}

function checkBranches({ checkout, push }: AutomationGit): Problem[] {
  const { branch } = checkout.ref;
  const names = [...checkGitName('git.checkout.ref.branch', branch), ...checkGitName('git.push.branch', push.branch)];
  const must = 'be another branch than git.checkout.ref.branch';
  const remedy =
    'a commit there is neither synthesized nor reviewed: push to a branch like "image-updates/prod", and open a pull request';
  const target =
    /^.*?:(?:refs\/heads\/)?(.*)$/.exec(push.refspec ?? '')?.[1] ?? push.refspec?.replace('refs/heads/', '');
  return [
    ...names,
    ...(push.branch === branch ? [{ prop: 'git.push.branch', must, got: push.branch, remedy }] : []),
    ...(target === branch
      ? [{ prop: 'git.push.refspec', must: 'lead to another branch too', got: push.refspec, remedy }]
      : []),
    ...checkRefspec(push.refspec),
  ];
}

function checkRefspec(got: string | undefined): Problem[] {
  if (got === undefined || !/^[+:]|^$/.test(got)) return [];
  const remedy = 'write it like "refs/heads/image-updates:refs/for/main"';
  return [{ prop: 'git.push.refspec', must: 'neither force nor delete', got, remedy }];
}

/** Fields that older versions of Flux had; a template with one stalls the automation. */
function checkMessage(template: string | undefined): Problem[] {
  const [got] = /\.Updated\b|\.Changed\.ImageResult\b/.exec(template ?? '') ?? [];
  if (got === undefined) return [];
  const remedy = 'range over .Changed.Changes, .Changed.FileChanges or .Changed.Objects';
  return [{ prop: 'git.commit.messageTemplate', must: 'use fields that Flux still has', got, remedy }];
}
