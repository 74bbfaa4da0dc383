import type {Failure} from '../failure.ts';
import {roleFailures} from './access-role.ts';
import {vendorFailures} from './access-vendor.ts';
import {bucketFailures} from './bucket.ts';
import {denialFailures} from './denials.ts';
import {isolationFailures} from './isolation.ts';
import {keyFailures} from './key.ts';
import {externalIdFailures} from './trust-external-id.ts';
import {principalFailures} from './trust-principal.ts';

/** Every way in which people get it wrong, by what it is about. */
export const failures: Readonly<Record<string, readonly Failure[]>> = {
	'whom the role trusts': principalFailures,
	'the external ID': externalIdFailures,
	'the rights of the role': roleFailures,
	'the rights of the vendor': vendorFailures,
	'the denials': denialFailures,
	'the key': keyFailures,
	'the bucket and the role': bucketFailures,
	'the isolation': isolationFailures,
};
