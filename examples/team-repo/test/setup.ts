import { manifestSerializer } from 'cdk8s-progressive-delivery/testing';
import 'cdk8s-progressive-delivery/testing/jest';

expect.addSnapshotSerializer(manifestSerializer());
