import type {Failure} from '../failure.ts';
import {accessFailures} from './access.ts';
import {bucketFailures} from './bucket.ts';
import {denialFailures} from './denials.ts';
import {isolationFailures} from './isolation.ts';
import {keyFailures} from './key.ts';
import {trustFailures} from './trust.ts';

/** Every way in which people get it wrong, by what it is about. */
export const failures: Readonly<Record<string, readonly Failure[]>> = {
	'the trust policy': trustFailures,
	'the rights': accessFailures,
	'the denials': denialFailures,
	'the key': keyFailures,
	'the bucket and the role': bucketFailures,
	'the isolation': isolationFailures,
};
