import {encryptions, regions} from '../../aws/index.ts';
import {builtInProfiles} from '../../vendors/index.ts';

/** Words that tell nothing of a customer: those of the policy language, of S3, and of the built-in vendors. */
export const openWords: ReadonlySet<string> = new Set<string>([
	...encryptions,
	...regions.map(({id}) => id),
	...['AES256', 'aws:kms', 'aws:kms:dsse', 'Allow', 'Deny', 'AWS', 'Service', 'true', 'false'],
	...['BucketOwnerEnforced', 'BucketOwnerPreferred', 'ObjectWriter', 'root'],
	...builtInProfiles.flatMap(({tenant}) => tenant?.conditionKey.split('/') ?? []),
]);

const vendorSids = new Set(
	builtInProfiles.flatMap(({documents}) =>
		documents.flatMap(({statements, narrower, articleSids = []}) => [
			...articleSids,
			...[...statements, ...(narrower?.statements ?? [])].flatMap(({statement: {Sid}}) =>
				// One with a placeholder is made of the customer's own names.
				Sid === undefined || Sid.includes('{{') ? [] : [Sid],
			),
		]),
	),
);

/** Whether a statement of a built-in vendor has this Sid in everybody's account. */
export function isVendorSid(sid: string): boolean {
	return vendorSids.has(sid);
}
