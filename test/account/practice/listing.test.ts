import {describe, expect, test} from 'vitest';
import {openPracticeAccount} from '../../../source/account/index.ts';
import {creativeForce, creativeForceConnection} from '../../support/connections.ts';

const region = 'eu-central-1';

describe('the lists of the practice account', () => {
	test('have buckets, keys and roles to choose from', async () => {
		const {listing} = openPracticeAccount();
		const buckets = await listing.buckets();
		expect(buckets).toMatchObject({
			status: 'found',
			value: [{name: 'acme-archive'}, {name: 'acme-assets'}, {name: 'acme-masters'}],
		});
		expect(await listing.bucket({name: 'acme-masters', region})).toMatchObject({
			region,
			encryption: {status: 'found', value: [{algorithm: 'aws:kms:dsse'}]},
		});
		const keys = await listing.keys(region);
		expect(keys.status === 'found' && keys.value.keys.map(({aliases}) => aliases[0])).toEqual([
			'alias/acme-assets',
			'alias/acme-old',
			'alias/aws/s3',
		]);
		const roles = await listing.roles();
		expect(roles.status === 'found' && roles.value.map(({name}) => name)).toEqual(
			expect.arrayContaining(['CreativeForceAccess', 'AcmeAdministrators']),
		);
	});

	test('leave alone what is there already, and what was taken away', async () => {
		const account = openPracticeAccount(creativeForceConnection(), creativeForce);
		const before = account.state.roles.get('CreativeForceAccess')?.trustPolicy;
		account.state.buckets.delete('acme-assets');
		const buckets = await account.listing.buckets();
		expect(buckets.status === 'found' && buckets.value.map(({name}) => name)).toEqual([
			'acme-archive',
			'acme-masters',
		]);
		expect(account.state.roles.get('CreativeForceAccess')?.trustPolicy).toBe(before);
	});

	test('once read, say all that there is: a look finds what they name with its mistakes, and nothing else', async () => {
		const account = openPracticeAccount();
		await account.listing.buckets();
		const {bucket, role} = await account.look(creativeForceConnection(), creativeForce);
		expect(bucket.existence.status).toBe('found');
		expect(role.role).toMatchObject({status: 'found'});
		expect(role.role.status === 'found' && role.role.value.trustPolicy).toContain('acme "');
		const missing = await account.look(
			creativeForceConnection({bucket: 'acme-asets', roleName: 'Nobody'}),
			creativeForce,
		);
		expect(missing.bucket.existence.status).toBe('absent');
		expect(missing.role.role.status).toBe('absent');
	});

	test('end with the signal', async () => {
		const {listing} = openPracticeAccount();
		await expect(listing.roles({signal: AbortSignal.abort(new Error('left'))})).rejects.toThrow(
			'left',
		);
	});
});
