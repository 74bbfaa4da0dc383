import {describe, expect, test} from 'vitest';
import {rehearse} from '../../source/rehearsal/index.ts';
import type {RehearsedFault} from '../../source/rehearsal/types.ts';
import {builtInProfiles, type VendorProfile} from '../../source/vendors/index.ts';
import {judge} from '../../source/verify/index.ts';
import {creativeForce, iconik} from '../support/connections.ts';
import {inFixedFolder} from '../verify/features/folder.ts';
import {featureCases} from '../verify/features/index.ts';

const faultsIn = (profile: VendorProfile) => rehearse(profile).flatMap(({faults}) => faults);
const codesOf = (faults: readonly RehearsedFault[], outcome: RehearsedFault['outcome']) => [
	...new Set(faults.filter((fault) => fault.outcome === outcome).map(({code}) => code)),
];

describe.each(builtInProfiles.map((profile) => [profile.id, profile] as const))(
	'the article of %s',
	(_id, profile) => {
		const accounts = rehearse(profile);

		test('is played for every purpose with every encryption', () => {
			expect(accounts.map(({purpose, encryption}) => `${purpose} ${encryption}`)).toEqual(
				profile.purposes.flatMap(({id}) =>
					profile.encryption.map((encryption) => `${id} ${encryption}`),
				),
			);
		});

		test('passes as it is written', () => {
			expect(accounts.flatMap(({complaints}) => complaints)).toEqual([]);
		});

		test('has no fault that is not found', () => {
			expect(
				accounts.flatMap(({faults}) => faults).filter(({outcome}) => outcome === 'missed'),
			).toEqual([]);
		});
	},
);

test("a customer's role is broken in every way that it can be", () => {
	expect(codesOf(faultsIn(creativeForce), 'found')).toEqual(
		expect.arrayContaining([
			'action-missing',
			'statement-missing',
			'document-missing',
			'other-principal',
			'other-external-id',
			'blank-in-external-id',
			'no-external-id-condition',
			'other-place',
			'other-region',
			'other-encryption',
			'key-disabled',
			'role-missing',
			'bucket-missing',
		]),
	);
});

test("a vendor's role is broken in every way that it can be", () => {
	expect(codesOf(faultsIn(iconik), 'found')).toEqual(
		expect.arrayContaining([
			'action-missing',
			'document-missing',
			'other-principal',
			'other-tenant',
			'no-tenant-condition',
			'other-place',
		]),
	);
});

test('what another document of the article allows too is said to make no difference', () => {
	const faults = faultsIn(creativeForce);
	expect(
		faults.filter(({outcome}) => outcome === 'no-effect').map(({document}) => document),
	).toContain('bucket-policy');
});

test('an action of the article that no need speaks of is told', () => {
	const [purpose, ...others] = creativeForce.purposes;
	if (purpose === undefined) {
		throw new Error('Creative Force has purposes.');
	}

	const forgotten: VendorProfile = {
		...creativeForce,
		purposes: [
			{
				...purpose,
				needs: purpose.needs.filter(
					(need) => typeof need === 'string' || need.action !== 's3:GetObjectVersion',
				),
			},
			...others,
		],
	};
	expect(faultsIn(forgotten)).toContainEqual(
		expect.objectContaining({
			code: 'action-missing',
			action: 's3:GetObjectVersion',
			outcome: 'not-needed',
		}),
	);
});

test('a need that the documents do not give is a complaint', () => {
	const wanting: VendorProfile = {
		...iconik,
		purposes: iconik.purposes.map((purpose) => ({
			...purpose,
			needs: [
				...purpose.needs,
				{action: 's3:PutObjectTagging', on: 'object', for: 'write', required: true} as const,
			],
		})),
	};
	const [account] = rehearse(wanting).filter(({purpose}) => purpose === 'read-only');
	expect(account?.complaints).toContainEqual(
		expect.objectContaining({id: 'access.write', status: 'fail'}),
	);
});

test('checks that find nothing do not stand the test', () => {
	const blind: typeof judge = (snapshot, connection, profile) =>
		judge(snapshot, connection, profile).map((finding) =>
			finding.status === 'fail' || finding.status === 'warn'
				? {...finding, status: 'pass'}
				: finding,
		);
	const faults = rehearse(creativeForce, blind).flatMap(({faults: all}) => all);
	expect(codesOf(faults, 'found')).toEqual([]);
	expect(codesOf(faults, 'missed')).toContain('other-external-id');
});

test.each(featureCases.map(({feature, profile}) => [feature, profile] as const))(
	'the article of a vendor with %s is played',
	(_feature, profile) => {
		const accounts = rehearse(profile);
		expect(accounts.flatMap(({complaints}) => complaints)).toEqual([]);
		expect(
			accounts
				.flatMap(({faults}) => faults)
				.filter(({outcome}) => outcome === 'missed' || outcome === 'not-needed'),
		).toEqual([]);
	},
);

test('a folder is broken too', () => {
	expect(codesOf(faultsIn(inFixedFolder), 'found')).toContain('other-folder');
});
