import {describe, expect, test} from 'vitest';
import {
	bucketOffer,
	encryptionOffer,
	keyOffer,
	type Offer,
	roleOffer,
} from '../../../source/wizard/questions/pick.ts';
import {nothingSeen} from '../../../source/wizard/questions/seen.ts';
import {keyArn} from '../../support/connections.ts';
import {encrypted, iconikKnown, keyIdOf, knownOf, otherKey, seen} from '../support/known.ts';

function pickOf(offer: Offer) {
	if (offer.status !== 'offered') {
		throw new Error(`Nothing is offered: ${JSON.stringify(offer)}`);
	}

	return offer.pick;
}

const refused = (action: string) => ({status: 'refused', code: 'AccessDenied', action}) as const;

describe('every list', () => {
	test('is none without a sign-in, and none of another account', () => {
		for (const known of [
			knownOf({}, {access: {kind: 'guided'}}),
			knownOf({accountId: '999900001111'}),
		]) {
			expect([
				bucketOffer(known).status,
				encryptionOffer(known).status,
				keyOffer(known).status,
				roleOffer(known).status,
			]).toEqual(['none', 'none', 'none', 'none']);
		}
	});

	test('is waited for', () => {
		const known = knownOf({}, {seen: nothingSeen});
		expect(bucketOffer(known)).toEqual({status: 'looking', what: 'the buckets'});
		expect(roleOffer(known)).toEqual({status: 'looking', what: 'the roles'});
		expect(keyOffer(known)).toEqual({status: 'looking', what: 'the keys in eu-central-1'});
	});

	test('that AWS refuses names the permission that it takes', () => {
		const known = knownOf(
			{},
			{
				seen: {
					...seen,
					buckets: refused('s3:ListAllMyBuckets'),
					keys: {'eu-central-1': refused('kms:ListKeys')},
					roles: refused('iam:ListRoles'),
				},
			},
		);
		const whys = [bucketOffer(known), keyOffer(known), roleOffer(known)].map((offer) =>
			offer.status === 'unlisted' ? offer.why : '',
		);
		expect(whys[0]).toContain('s3:ListAllMyBuckets');
		expect(whys[1]).toContain('kms:ListKeys');
		expect(whys[2]).toContain('iam:ListRoles');
	});
});

describe('the buckets', () => {
	test('are offered with their Regions, the answered one first in sight, then another and a new one', () => {
		const {options, initial, asks} = pickOf(bucketOffer(knownOf()));
		expect(asks).toBe('Which bucket may Creative Force use?');
		expect(initial).toBe('acme-assets');
		expect(options.map(({label}) => label)).toEqual([
			'acme-archive   eu-west-1',
			'acme-assets    eu-central-1',
			'Another bucket …',
			'Create a new bucket …',
		]);
	});

	test('answer name and Region, and are not new', () => {
		const [first] = pickOf(bucketOffer(knownOf())).options;
		expect(first?.lead).toEqual({
			to: 'answer',
			answers: {bucket: 'acme-archive', region: 'eu-west-1', 'new-bucket': 'no'},
		});
	});

	test('tell their encryption once it was looked at', () => {
		const hints = pickOf(bucketOffer(knownOf())).options.map(({hint}) => hint);
		expect(hints[0]).toContain('Looking at its encryption');
		expect(hints[1]).toContain(`Encrypted with SSE-KMS, key ${keyArn}.`);
	});

	test('are created by the choice of that alone', () => {
		const creating = pickOf(bucketOffer(knownOf())).options.filter(
			({lead}) => lead.answers?.['new-bucket'] === 'yes',
		);
		expect(creating.map(({label}) => label)).toEqual(['Create a new bucket …']);
	});
});

describe('the encryption', () => {
	test('is confirmed with its key', () => {
		const {asks, options} = pickOf(encryptionOffer(knownOf()));
		expect(asks).toBe('The bucket has SSE-KMS. Keep it?');
		expect(options[0]?.lead).toEqual({
			to: 'answer',
			answers: {encryption: 'SSE-KMS', kmsKeyArn: keyArn},
		});
	});

	test('is changed by the choice of that alone, which is a decision', () => {
		const {options} = pickOf(encryptionOffer(iconikKnown()));
		expect(options.map(({label}) => label)).toEqual([
			'Keep SSE-KMS',
			'Keep SSE-KMS, and change the key …',
			'Change the bucket to SSE-S3',
			'Change the bucket to DSSE-KMS …',
		]);
		expect(options[2]?.lead.answers?.['was-decided']).toContain('SSE-S3');
	});

	test('with the key of AWS is kept for a role of this account, and not for anybody else', () => {
		const ofAws = encrypted('aws:kms');
		expect(pickOf(encryptionOffer(knownOf({}, ofAws))).options[0]?.label).toBe('Keep SSE-KMS');
		const {options, notes} = pickOf(encryptionOffer(iconikKnown({}, ofAws)));
		expect(options.map(({label}) => label)).not.toContain('Keep SSE-KMS');
		expect(notes.join(' ')).toContain('iconik cannot be let in to it');
	});

	test('that the vendor does not take is not kept', () => {
		const {asks, options} = pickOf(encryptionOffer(knownOf({}, encrypted('aws:kms:dsse', keyArn))));
		expect(asks).toContain('Creative Force does not take that.');
		expect(options.every(({label}) => label.startsWith('Change'))).toBe(true);
	});

	test('of a bucket that is to be made is asked', () => {
		expect(encryptionOffer(knownOf({bucket: 'acme-new'})).status).toBe('none');
	});
});

describe('the keys', () => {
	test('are offered where they fit, that of the bucket first; of others it is said why not', () => {
		const {options} = pickOf(keyOffer(iconikKnown()));
		expect(options.map(({label, disabled}) => [label, disabled !== undefined])).toEqual([
			[keyIdOf(keyArn), false],
			[`other   ${keyIdOf(otherKey)}`, false],
			['Another key …', false],
			[expect.stringContaining('aws/s3'), true],
		]);
		expect(options[3]?.disabled).toContain('managed by AWS');
	});

	test('other than that of the bucket are a decision by their choice', () => {
		const {options} = pickOf(keyOffer(iconikKnown()));
		expect(options[0]?.lead.answers).toEqual({kmsKeyArn: keyArn});
		expect(options[1]?.lead.answers?.['was-decided']).toContain(otherKey);
	});

	test('are no decision where the bucket names its key in a way that cannot be told, unless it is to be changed', () => {
		const known = iconikKnown({}, encrypted('aws:kms', 'alias/acme'));
		const leads = pickOf(encryptionOffer(known)).options.map(({lead}) => lead);
		expect(leads[0]).toEqual({to: 'key', answers: {encryption: 'SSE-KMS'}});
		expect(leads[1]).toMatchObject({to: 'key', isChange: true});
		const decidedBy = (options: {isChange?: boolean}) =>
			pickOf(keyOffer(known, options)).options[0]?.lead.answers?.['was-decided'];
		expect(decidedBy({})).toBeUndefined();
		expect(decidedBy({isChange: true})).toContain('key');
	});
});

describe('the roles', () => {
	test('that trust the vendor are offered, with the external ID that they ask for', () => {
		const {options} = pickOf(roleOffer(knownOf()));
		expect(options.map(({label}) => label)).toEqual([
			'CreativeForceAccess   trusts Creative Force already',
			'A new role, CreativeForceAccess-2',
			'Another name …',
		]);
		expect(options[0]?.hint).toContain('2f6b0f0e-acme');
		expect(options[0]?.lead).toEqual({
			to: 'answer',
			answers: {roleName: 'CreativeForceAccess', rolePath: '/', externalId: '2f6b0f0e-acme'},
		});
	});

	test('that are new are decided to be made by that choice', () => {
		const {options} = pickOf(roleOffer(knownOf()));
		expect(options[1]?.lead.answers?.['was-decided']).toContain('create-role');
	});

	test('are none for a vendor that comes with its own', () => {
		expect(roleOffer(iconikKnown()).status).toBe('none');
	});
});
