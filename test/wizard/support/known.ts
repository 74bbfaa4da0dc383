import {keyInArn} from '../../../source/aws/index.ts';
import {type Known, nothingSeen, type Seen} from '../../../source/wizard/questions/seen.ts';
import {creativeForce, creativeForceUser, iconik, keyArn} from '../../support/connections.ts';
import {ann} from './accounts.ts';
import {creativeForceAnswers, iconikAnswers} from './states.ts';

/** Another key of the same Region. */
export const otherKey = keyArn.replace('1234abcd', '5678efab');

const found = <T>(value: T) => ({status: 'found', value}) as const;

/** An account in which everything is as the answers of Creative Force say. */
export const seen: Seen = {
	...nothingSeen,
	buckets: found([
		{name: 'acme-archive', region: 'eu-west-1'},
		{name: 'acme-assets', region: 'eu-central-1'},
	]),
	encryptions: {'acme-assets': found([{algorithm: 'aws:kms', keyId: keyArn}])},
	keys: {
		'eu-central-1': found({
			keys: [
				{arn: otherKey, aliases: ['alias/other'], isOfAws: false},
				{arn: keyArn, aliases: [], isOfAws: false},
				{
					arn: keyArn.replace('1234abcd', 'aaaaaaaa'),
					aliases: ['alias/aws/s3'],
					isOfAws: true,
					unfit: 'of-aws',
				},
			],
			others: 0,
		}),
	},
	rolesFor: `creative-force ${creativeForceUser}`,
	roles: found([
		{
			name: 'CreativeForceAccess',
			path: '/',
			trustsVendor: true,
			externalIds: ['2f6b0f0e-acme'],
		},
		{name: 'Admin', path: '/staff/', trustsVendor: false, externalIds: []},
	]),
};

const signedIn = {access: {kind: 'profile', profile: 'work'}, signedIn: ann} as const;

/** What is known, with other answers and other things seen. */
export function knownOf(answers: Known['answers'] = {}, changes: Partial<Known> = {}): Known {
	return {
		answers: {...creativeForceAnswers, ...answers},
		profile: creativeForce,
		...signedIn,
		seen,
		...changes,
	};
}

/** The same for the vendor that comes with its own role. */
export function iconikKnown(answers: Known['answers'] = {}, changes: Partial<Known> = {}): Known {
	return {
		answers: {...iconikAnswers, ...answers},
		profile: iconik,
		...signedIn,
		seen,
		...changes,
	};
}

/** The account with another encryption of the bucket. */
export function encrypted(algorithm: string, keyId?: string): Partial<Known> {
	return {
		seen: {
			...seen,
			encryptions: {
				'acme-assets': found([{algorithm, ...(keyId !== undefined && {keyId})}]),
			},
		},
	};
}

export const keyIdOf = (arn: string): string => keyInArn(arn)?.keyId ?? '';
