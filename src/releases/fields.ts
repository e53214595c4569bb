import { COLOR_NAMES } from '../model/color';
import type { AppRelease, CanaryRelease, ReplicaRange } from './app-release';
import { INT32_MAX } from './int32';
import type { Field, MapRule, TextRule, WholeRule } from './rule';

const percent: WholeRule = { type: 'whole', min: 1, max: 100 };
const count: WholeRule = { type: 'whole', min: 1, max: INT32_MAX };

const tag: TextRule = {
  type: 'text',
  pattern: /^[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  must: 'be an image tag (at most 128 letters, digits, "_", "." and "-", the first not "." or "-")',
  remedy: 'give the tag alone, without the image or a digest',
};

const skippedTag: TextRule = {
  ...tag,
  // Flagger's own field is true or false, which YAML would read here, too.
  pattern: /^(?!(?:true|false)$)[A-Za-z0-9_][A-Za-z0-9_.-]{0,127}$/,
  remedy: "write the app's tag, which alone is rolled out without analysis, or leave it out",
};

const color: TextRule = {
  type: 'text',
  names: COLOR_NAMES,
  pattern: /^#[0-9a-fA-F]{6}$/,
  must: 'be a colour name or "#rrggbb"',
  remedy: `use ${COLOR_NAMES.join(', ')}, or hexadecimal in quotes`,
};

// Flagger raises an interval below 10s to 10s without a word, and turns one that it cannot read into 60s.
const interval: TextRule = {
  type: 'text',
  pattern: /^([1-9][0-9]{1,5}s|[1-9][0-9]{0,3}m)$/,
  must: 'be whole seconds, at least "10s", or whole minutes, at most "9999m"',
  remedy: 'write it like "30s" or "1m"',
};

const replicaRange = {
  min: {
    rule: count,
    title: 'Fewest pods',
    description: 'The autoscaler never goes below this many pods.',
    examples: [2],
  },
  max: {
    rule: count,
    title: 'Most pods',
    description: 'The autoscaler never goes above this many pods.',
    examples: [4],
  },
} satisfies Record<keyof ReplicaRange, Field>;

const canary = {
  interval: {
    rule: interval,
    title: 'Time between two steps',
    description: 'How long Flagger waits between two checks, in whole seconds or minutes; 10s is the shortest it can do.',
    examples: ['10s', '30s', '1m'],
  },
  threshold: {
    rule: count,
    title: 'Failed checks before rollback',
    description: 'Flagger rolls back when this many checks have failed.',
    examples: [3, 5],
  },
  stepWeight: {
    rule: percent,
    title: 'Percent added per step',
    description: 'Each step moves this many percent of the traffic to the new version. Either this or stepWeights.',
    examples: [5, 10],
  },
  stepWeights: {
    rule: { type: 'increasing', item: percent },
    title: "The new version's share after each step",
    description: 'Percent of the traffic after each step, strictly increasing; the last one is the greatest share.',
    examples: [[1, 5, 25, 50]],
  },
  maxWeight: {
    rule: percent,
    title: 'Greatest share before promotion',
    description: 'The new version is promoted after it has carried this many percent of the traffic.',
    examples: [50],
  },
  stepWeightPromotion: {
    rule: percent,
    title: 'Percent moved back per step of the promotion',
    description:
      'After the promotion each step moves this many percent of the traffic to the promoted version, instead of all at once.',
    examples: [20],
  },
  iterations: {
    rule: count,
    title: 'Number of checks',
    description: 'How many checks a blue/green rollout or an A/B test must pass.',
    examples: [10],
  },
  skipAnalysis: {
    rule: skippedTag,
    title: 'Tag that is rolled out without analysis',
    description:
      "To go back fast to a version that ran before: the same as the app's tag, so that no other one gets by. Remove it when it runs.",
    examples: ['6.9.4'],
  },
} satisfies Record<keyof CanaryRelease, Field>;

const app = {
  tag: {
    rule: tag,
    title: 'Image tag',
    description:
      'The version that runs. Quote it when YAML would read a number: "6.10". Flux edits it where the line ends in an image policy marker.',
    examples: ['6.9.4'],
  },
  color: {
    rule: color,
    title: 'UI colour',
    description: 'Background of the Podinfo page, by name or as "#rrggbb" in quotes.',
    examples: ['blue', 'green'],
  },
  replicas: {
    rule: {
      type: 'whole-or-map',
      whole: count,
      map: { type: 'map', fields: replicaRange, required: ['min', 'max'], ordered: ['min', 'max'] },
    },
    title: 'Number of pods',
    description: 'A fixed number, or the bounds of the autoscaler: { min: 2, max: 4 }.',
    examples: [2, { min: 2, max: 4 }],
  },
  canary: {
    rule: {
      type: 'map',
      fields: canary,
      exclusive: [
        {
          fields: ['stepWeight', 'stepWeights', 'iterations'],
          because: 'a rollout goes by one of them',
        },
        {
          fields: ['stepWeights', 'maxWeight'],
          because: 'the last of the stepWeights is the greatest share',
        },
      ],
    },
    title: 'Numbers of the rollout',
    description: "The analysis of this app's canary in this environment. What is given here overrides the code.",
    examples: [{ interval: '1m', threshold: 5, stepWeight: 5, maxWeight: 50 }],
  },
} satisfies Record<keyof AppRelease, Field>;

/** What release data may say about one app: the one table behind the reader, the JSON schema and `cpd set`. */
export const APP_RULE: MapRule = { type: 'map', fields: app };
