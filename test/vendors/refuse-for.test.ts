import {describe, expect, test} from 'vitest';
import {buildDocuments} from '../../source/documents/index.ts';
import {UserError} from '../../source/errors.ts';
import {checkProfile, type VendorProfile} from '../../source/vendors/index.ts';
import {creativeForceConnection, iconikConnection} from '../support/connections.ts';
import {type BuiltIn, editedProfile} from './edit-profile.ts';

function accepted(base: BuiltIn, changes: Readonly<Record<string, unknown>>): VendorProfile {
	const {profile, problems} = checkProfile(editedProfile(base, changes), 'acme.json');
	expect(problems).toEqual([]);
	if (profile === undefined) {
		throw new Error('The profile is refused.');
	}

	return profile;
}

describe('a profile that is dangerous for one customer alone', () => {
	// The account is compared with what the vendor knows of one customer: for all others nothing comes of it.
	const onlyFor = (account: string) =>
		accepted('creative-force', {
			'documents.2.narrower.statements.1': {
				statement: {
					Sid: 'AcmeMore',
					Effect: 'Allow',
					Principal: {AWS: '{{roleArn}}'},
					Action: 's3:DeleteObject',
					Resource: '{{bucketArn}}/*',
					Condition: {
						StringEquals: {'aws:ResourceAccount': '{{accountId}}'},
						StringLike: {'aws:ResourceAccount': `${account}*`},
					},
				},
			},
		});

	test('is refused for that customer, with the place', () => {
		const profile = onlyFor('1111');
		let error: unknown;
		try {
			buildDocuments(creativeForceConnection(), profile);
		} catch (thrown) {
			error = thrown;
		}

		expect(error).toBeInstanceOf(UserError);
		expect((error as UserError).problems).toMatchObject([
			{field: 'documents[2].narrower.statements', code: 'not-narrower'},
		]);
		expect((error as UserError).problems[0]?.place?.line).toBeGreaterThan(1);
	});

	test('is refused again when it is asked a second time', () => {
		const profile = onlyFor('1111');
		for (const _time of [1, 2]) {
			expect(() => buildDocuments(creativeForceConnection(), profile)).toThrow(UserError);
		}
	});

	test('is let through for another one', () => {
		const connection = creativeForceConnection({accountId: '222233334444'});
		expect(buildDocuments(connection, onlyFor('1111')).length).toBeGreaterThan(0);
	});
});

test.each([
	['creative-force', creativeForceConnection()],
	['iconik', iconikConnection()],
] as const)('a profile like that of %s is let through for its customers', (base, connection) => {
	expect(buildDocuments(connection, accepted(base, {})).length).toBeGreaterThan(0);
});

test('a role whose name makes the Sid of a statement of the customer is refused', () => {
	const profile = accepted('creative-force', {
		'documents.2.statements.0.statement.Sid': '{{roleNameAlphanumeric}}',
	});
	const connection = creativeForceConnection({roleName: 'AllowSSLRequestsOnly'});
	expect(() => buildDocuments(connection, profile)).toThrow(UserError);
});
