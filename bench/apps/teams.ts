import { measureApp } from './measure';
import { teamFleet } from './team-fleet';

measureApp((count) => (outdir) => teamFleet(count, outdir));
