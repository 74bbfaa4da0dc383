import type {VendorProfile} from '../vendors/index.ts';
import {notLooked} from './looked.ts';
import type {KeyFacts, RoleFacts} from './types.ts';

/** The role of a connection that has none, since the vendor comes in with its own. */
export function noRole({name}: Pick<VendorProfile, 'name'>): RoleFacts {
	const none = notLooked(`${name} uses a role of its own, so there is no role in this account.`);
	return {role: none, policies: none, boundary: none};
}

/** The key of a connection that has none. */
export function noKey(): KeyFacts {
	const none = notLooked('The bucket is encrypted by S3 itself, so there is no key to look at.');
	return {metadata: none, policy: none};
}
