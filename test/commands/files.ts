import {mkdtemp, rm, writeFile} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import path from 'node:path';
import {afterAll, beforeAll} from 'vitest';

/** Gives each test file a folder of its own; the function writes a file into it and gives its absolute path. */
export function useFolder(): (name: string, content: unknown) => Promise<string> {
	let folder = '';
	beforeAll(async () => {
		folder = await mkdtemp(path.join(tmpdir(), 's3-handshake-'));
	});
	afterAll(async () => {
		await rm(folder, {recursive: true, force: true});
	});
	return async (name, content) => {
		const file = path.join(folder, name);
		await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content, null, 2));
		return file;
	};
}

/** A valid connection for each way of access, as its file holds it. */
export const connections = {
	creativeForce: {
		version: 1,
		vendor: 'creative-force',
		purpose: 'asset-delivery',
		bucket: 'acme-assets',
		region: 'eu-central-1',
		accountId: '111122223333',
		encryption: 'SSE-KMS',
		kmsKeyArn: 'arn:aws:kms:eu-central-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab',
		roleName: 'CreativeForceAccess',
		externalId: '2f6b0f0e-acme',
	},
	iconik: {
		version: 1,
		vendor: 'iconik',
		purpose: 'storage',
		bucket: 'acme-media',
		region: 'us-east-1',
		accountId: '111122223333',
		encryption: 'SSE-S3',
		systemDomainId: '7d1f2c9e-4b7a-11ee-9c54-0a58a9feac02',
	},
} as const;
