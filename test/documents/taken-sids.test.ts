import {describe, expect, test} from 'vitest';
import {buildDocuments, mergePolicy} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import {checkProfile, type VendorProfile} from '../../source/vendors/index.ts';
import {iconikConnection, iconikRole} from '../support/connections.ts';
import {editedProfile} from '../vendors/edit-profile.ts';

function outside(): VendorProfile {
	const {profile} = checkProfile(editedProfile('iconik', {}), '/home/ann/acme.json');
	if (profile === undefined) {
		throw new Error('The profile is refused.');
	}

	return profile;
}

function merge(profile: VendorProfile, statement: object) {
	const connection = iconikConnection();
	const [addition] = buildDocuments(connection, profile, {only: 'bucket-policy'});
	if (addition === undefined) {
		throw new Error('There is no bucket policy.');
	}

	const existing = JSON.stringify({Version: '2012-10-17', Statement: [statement]});
	return mergePolicy(existing, addition, {connection, profile, name: 'current.json'});
}

const ofTheCustomer = {
	Sid: 'IconikStorageAccess',
	Effect: 'Allow',
	Principal: {AWS: 'arn:aws:iam::111122223333:role/Backup'},
	Action: 's3:GetObject',
	Resource: 'arn:aws:s3:::acme-assets/*',
};

describe('a Sid of a profile from outside', () => {
	test.each([
		['a statement for somebody else', ofTheCustomer],
		['a Deny', {...ofTheCustomer, Effect: 'Deny', Principal: '*'}],
		['a Deny for the vendor', {...ofTheCustomer, Effect: 'Deny', Principal: {AWS: iconikRole}}],
	])('that %s of the customer has is refused, and the file is named', (_what, statement) => {
		let error: unknown;
		try {
			merge(outside(), statement);
		} catch (thrown) {
			error = thrown;
		}

		expect(error).toBeInstanceOf(UserError);
		expect(error).toMatchObject({exitCode: 1});
		expect(String((error as UserError).message)).toContain('"IconikStorageAccess"');
		expect((error as UserError).hint).toContain('/home/ann/acme.json');
	});

	test('that a statement for the vendor has is no clash', () => {
		const statement = {...ofTheCustomer, Principal: {AWS: iconikRole}};
		expect(merge(outside(), statement).changed).toBe(true);
	});
});
