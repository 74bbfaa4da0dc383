import type {ApplyStepId, Target} from '../../apply/index.ts';
import {keyParts} from '../../aws/index.ts';
import type {About} from '../../verify/index.ts';

/** What a step is about, e.g. `Bucket policy of acme-assets`. */
export function stepTitle(id: ApplyStepId, {connection}: Pick<About, 'connection'>): string {
	const {bucket, roleName = '', kmsKeyArn} = connection;
	switch (id) {
		case 'bucket':
			return `Bucket ${bucket}`;
		case 'bucket-encryption':
			return `Default encryption of ${bucket}`;
		case 'role':
			return `Role ${roleName}`;
		case 'trust-policy':
			return `Trust policy of the role ${roleName}`;
		case 'role-policy':
			return `Role policy of the role ${roleName}`;
		case 'bucket-policy':
			return `Bucket policy of ${bucket}`;
		case 'key-policy':
			return `Key policy of ${kmsKeyArn === undefined ? 'the key' : keyParts(kmsKeyArn).keyId}`;
	}
}

/** What is written as a whole, for a sentence: `the bucket policy of acme-assets`. */
export function targetName(target: Target): string {
	switch (target.kind) {
		case 'bucket-policy':
			return `the bucket policy of ${target.place.bucket}`;
		case 'bucket-encryption':
			return `the default encryption of ${target.place.bucket}`;
		case 'role':
			return `the role ${target.roleName}`;
		case 'trust-policy':
			return `the trust policy of ${target.roleName}`;
		case 'role-policy':
			return `the policy ${target.policyName} of the role ${target.roleName}`;
		case 'key-policy':
			return `the key policy of ${keyParts(target.keyArn).keyId}`;
	}
}
