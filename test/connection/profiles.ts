import {creativeForce, iconik} from '../support/connections.ts';

export const profiles = {
	'creative-force': creativeForce,
	iconik,
} as const;

export type VendorId = keyof typeof profiles;

export const keyArn =
	'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab';

/** A valid connection for each vendor, as its file holds it. */
export const validFiles: Readonly<Record<VendorId, Readonly<Record<string, unknown>>>> = {
	'creative-force': {
		version: 1,
		vendor: 'creative-force',
		purpose: 'asset-delivery',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		encryption: 'SSE-KMS',
		kmsKeyArn: keyArn,
		roleName: 'CreativeForceAccess',
		externalId: '2f6b0f0e-acme',
	},
	iconik: {
		version: 1,
		vendor: 'iconik',
		purpose: 'storage',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		encryption: 'SSE-S3',
		systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
	},
};

/** The valid file of the vendor with some fields changed; undefined takes a field away. */
export function changedFile(
	vendor: VendorId,
	change: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
	return Object.fromEntries(
		Object.entries({...validFiles[vendor], ...change}).filter(([, value]) => value !== undefined),
	);
}
