import { Construct } from 'constructs';
import type { Duration } from '../../model/duration';
import { imagesNamespace } from '../../model/images-namespace';
import type { LocalReference } from '../flux/flux-object';
import { GitRepository } from '../flux/git-repository';
import { ImagePolicy, type TagFilter } from '../flux/image-policy';
import type { ImagePolicyRule } from '../flux/image-policy-rule';
import { ImageRepository, type ImageRepositoryProps } from '../flux/image-repository';
import { type CommitAuthor, ImageUpdateAutomation, type SigningKey } from '../flux/image-update-automation';
import { shardLabels } from '../flux/sharding';
import { report } from '../report';
import { addNamespaces } from './namespaces';

/** An app's image, and which of its tags is wanted. */
export interface AutomatedImage {
  /** The image, without a tag: `ghcr.io/stefanprodan/podinfo`. */
  readonly image: string;
  /** Which of its tags is the latest. */
  readonly policy: ImagePolicyRule;
  /** Which tags count. @default - all */
  readonly filterTags?: TagFilter;
  /** Secret with the registry's credentials, in the automation's namespace; an admin makes it by hand. @default - none: a public image */
  readonly secretRef?: LocalReference;
  /** How the credentials are found. @default - Flux's: `generic` */
  readonly provider?: ImageRepositoryProps['provider'];
}

/** What of a team's workspace Flux keeps up to date. */
export interface ImageAutomationProps {
  /** The images by app, as release data names it. */
  readonly images: Readonly<Record<string, AutomatedImage>>;
  /**
   * Name of the Secret, in the automation's namespace, that may push to the repository; an admin makes it by hand. Whoever
   * reads it can do what it can: let it push to `image-updates/` alone.
   */
  readonly credentials: string;
  /** How the credentials are used: `github` for those of a GitHub App. @default - Flux's: `generic` */
  readonly provider?: 'generic' | 'github';
  /** Who is the author of its commits. */
  readonly author: CommitAuthor;
  /** Key that signs them. @default - not signed */
  readonly signingKey?: SigningKey;
  /** Time between two looks at the tags, and at the repository. @default '10m' */
  readonly interval?: Duration;
}

/** Where the automation is. */
interface AutomationPlace {
  readonly team: string;
  readonly environment: string;
  /** The repository that release data is in. */
  readonly url: string;
  /** Its branch. */
  readonly branch: string;
  /** The shard of Flux that looks after all of it, if there are shards. */
  readonly shard: string | undefined;
  /** Whether the namespace goes with the workspace, and no tags are proposed any more. */
  readonly retired: boolean;
}

const MESSAGE = [
  '{{ range .Changed.Changes }}{{ .Setter }}: {{ .OldValue }} becomes {{ .NewValue }}',
  '{{ end }}',
].join('\n');

/**
 * The Flux objects that propose new tags, in a namespace of their own: the Secret that may write to the repository is there,
 * and in a namespace of the team each pod could mount it.
 */
export function addImageAutomation(scope: Construct, props: ImageAutomationProps & AutomationPlace): void {
  const { team, environment, url, branch, credentials, provider, interval = '10m', author, signingKey } = props;
  const namespace = imagesNamespace(environment, team);
  const labels = shardLabels(props.shard);
  addNamespaces(new Construct(scope, 'namespace'), [namespace], 'none', { retired: props.retired });
  new GitRepository(scope, 'source', {
    name: team,
    namespace,
    ...labels,
    url,
    ref: { branch },
    interval,
    secretRef: { name: credentials },
    ...(provider !== undefined && { provider }),
    sparseCheckout: ['releases'],
  });
  addImages(scope, { namespace, ...labels, interval }, props.images);
  new ImageUpdateAutomation(scope, 'automation', {
    name: team,
    namespace,
    ...labels,
    interval,
    sourceRef: { name: team },
    // Without its Canary, an app would get a new version all at once.
    ...(props.retired && { suspend: true }),
    git: {
      checkout: { ref: { branch } },
      commit: { author, messageTemplate: MESSAGE, ...(signingKey && { signingKey }) },
      push: { branch: proposalBranch(props) },
    },
  });
}

/** It names the branch that the pull request is for, so that a workflow need not know which environment follows which. */
function proposalBranch({ branch, environment, team }: AutomationPlace): string {
  return `image-updates/${branch}/${environment}-${team}`;
}

function addImages(
  scope: Construct,
  { interval, ...place }: Pick<ImageRepositoryProps, 'namespace' | 'labels' | 'interval'>,
  images: ImageAutomationProps['images'],
): void {
  const repositories = new Construct(scope, 'repositories');
  const policies = new Construct(scope, 'policies');
  for (const [app, { policy, filterTags, ...repository }] of Object.entries(images)) {
    new ImageRepository(repositories, app, { ...place, interval, ...repository });
    new ImagePolicy(policies, app, {
      ...place,
      imageRepositoryRef: { name: app },
      policy,
      ...(filterTags && { filterTags }),
    });
  }
  if (Object.keys(images).length > 0) return;
  const remedy = 'name an app, with its image and a policy such as semver("6.x")';
  report(scope, [{ prop: 'images', must: 'not be empty', got: images, remedy }]);
}
